using CloudNative.Sdk.Manifests.Tests.Validation;
using CloudNative.Sdk.Testing.Processes;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

public sealed class KustomizeTests
{
    [Fact]
    public async Task Kubectl_builds_the_folder_into_the_same_objects()
    {
        var folder = Directory.CreateTempSubdirectory("kustomize-");
        try
        {
            var files = ManifestGenerator.Generate(TestInput.Web()).Files;
            new Manifests.Output.OutputFolder(folder.FullName).Write(files);
            var built = await BuildAsync(folder.FullName);
            var expected = new ManifestSet(files).Objects.Select(document => $"{document["kind"]} {document["metadata"]!["name"]}");
            var documents = built.Split("---\n").Select(document => Yaml11.Parse(document)!).ToList();
            Assert.Equal(expected.Order(StringComparer.Ordinal), documents.Select(document => $"{document["kind"]} {document["metadata"]!["name"]}").Order(StringComparer.Ordinal));
            Assert.Equal([], KubernetesSchema.Supported.SelectMany(schema => documents.SelectMany(schema.Problems)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> BuildAsync(string folder)
    {
        try
        {
            await using var kubectl = ChildProcess.Start("kubectl", "kubectl", ["kustomize", Path.Combine(folder, "kubernetes", "base")]);
            Assert.Equal(0, await kubectl.WaitForExitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            return kubectl.Output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not on the PATH, so 'kubectl kustomize' was not tried.");
            return "";
        }
    }
}
