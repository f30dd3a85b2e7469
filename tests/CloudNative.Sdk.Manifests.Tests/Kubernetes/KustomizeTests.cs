using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

public sealed class KustomizeTests
{
    /// <summary>Environments that differ in all ways: values, lists, namespaces, objects that only some have.</summary>
    private static readonly ManifestInput Input = TestInput.Web()
        .WithService("""
            name: checkout
            namespace: shop
            tier: 1
            scale: {min: 3, max: 9}
            exposure: {host: "shop.${runtime.env}.example.org"}
            config: {Payments:Timeout: "00:00:05"}
            callers: [frontend]
            """)
        .WithOverlay("dev", "namespace: shop-dev\nexposure: null\ncallers: []\n")
        .WithOverlay("stage", "config: {Payments:Timeout: \"00:00:09\"}\nresources: {limits: {cpu: \"4\"}}\n");

    [Theory]
    [InlineData("dev")]
    [InlineData("test")]
    [InlineData("stage")]
    [InlineData("prod")]
    public async Task Kubectl_builds_each_overlay_into_what_is_rendered(string environment)
    {
        var folder = Directory.CreateTempSubdirectory("kustomize-");
        try
        {
            var files = ManifestGenerator.Generate(Input).Files;
            new OutputFolder(folder.FullName).Write(files);

            var built = (await BuildAsync(folder.FullName, environment)).Split("---\n").Select(document => Yaml11.Parse(document)!).ToList();

            Assert.Equal(Sorted(new ManifestSet(files, environment).Objects), Sorted(built));
            Assert.Equal([], KubernetesSchema.Supported.SelectMany(schema => built.SelectMany(schema.Problems)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_overlay_says_only_what_differs()
    {
        var files = ManifestGenerator.Generate(TestInput.Web().WithService("environments: [stage, prod]\ntier: 1")).Files.ToDictionary(file => file.Path, file => file.Content);

        Assert.Contains(
            """
            - op: replace
              path: /spec/replicas
              value: 2
            """,
            files["kubernetes/overlays/stage/deployment.patch.yaml"],
            StringComparison.Ordinal);
        Assert.DoesNotContain("kubernetes/overlays/stage/service.patch.yaml", files.Keys);
        Assert.Equal(
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:
            - ../../base

            """,
            files["kubernetes/overlays/prod/kustomization.yaml"]);
    }

    /// <summary>Kustomize writes keys in its own order, and applies objects in its own.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<JsonNode> objects) => objects.Select(document => Ordered(document)!.ToJsonString()).Order(StringComparer.Ordinal);

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Ordered(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static async Task<string> BuildAsync(string folder, string environment)
    {
        try
        {
            var built = Path.Combine(folder, "built.yaml");
            await using var kubectl = ChildProcess.Start("kubectl", "kubectl", ["kustomize", Path.Combine(folder, "kubernetes", "overlays", environment), "--output", built]);
            Assert.True(await kubectl.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken) == 0, kubectl.Output);
            return await File.ReadAllTextAsync(built, TestContext.Current.CancellationToken);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not on the PATH, so 'kubectl kustomize' was not tried.");
            return "";
        }
    }
}
