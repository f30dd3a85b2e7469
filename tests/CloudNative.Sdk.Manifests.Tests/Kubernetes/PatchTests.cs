using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests.Kubernetes;

public sealed class PatchTests
{
    private const string Patch = """
        name: checkout
        patches:
        - kind: Deployment
          name: checkout
          merge:
            spec:
              minReadySeconds: 30
              progressDeadlineSeconds: null
              template:
                spec:
                  nodeSelector: {disk: ssd, zone: "1", "on": "yes"}
                  containers:
                  - name: checkout
                    env:
                    - {name: EXTRA, value: "true"}
                    - {name: NODE_NAME, $patch: delete}
                    volumeMounts: [{mountPath: /data, name: data}]
                  - {name: sidecar, image: "example.org/sidecar:1"}
                  tolerations: [{key: a}]
                  volumes: [{name: data, emptyDir: {}}]
        """;

    [Fact]
    public void Any_field_of_an_object_can_be_changed()
    {
        var set = Set(TestInput.Web().WithService(Patch));
        var spec = set.Deployment["spec"]!;

        Assert.Equal(30, spec["minReadySeconds"]!.GetValue<long>());
        Assert.Null(spec["progressDeadlineSeconds"]);
        Assert.Equal("""{"disk":"ssd","zone":"1","on":"yes"}""", set.Pod["nodeSelector"]!.ToJsonString());
        Assert.Equal(["checkout", "sidecar"], set.Pod["containers"]!.AsArray().Select(container => container!["name"]!.GetValue<string>()));
        var container = set.Pod["containers"]![0]!;
        Assert.Equal(["POD_NAME", "POD_NAMESPACE", "POD_UID", "DEPLOYMENT_NAME", "EXTRA"], container["env"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>()));
        Assert.Equal(["/tmp", "/data"], container["volumeMounts"]!.AsArray().Select(mount => mount!["mountPath"]!.GetValue<string>()));
        Assert.Equal(["tmp", "data"], set.Pod["volumes"]!.AsArray().Select(volume => volume!["name"]!.GetValue<string>()));
        Assert.Equal("""[{"key":"a"}]""", set.Pod["tolerations"]!.ToJsonString());
    }

    [Fact]
    public void What_a_patch_breaks_is_found() =>
        Assert.Contains(
            TestInput.Web().WithService(Patch).Problems(), problem => problem.Contains("CNS7115: Deployment 'checkout': container 'sidecar' can write to its root file system", StringComparison.Ordinal));

    [Fact]
    public void A_patch_of_an_environment_counts_there_alone()
    {
        var input = TestInput.Web().WithOverlay("prod", "patches: [{kind: Deployment, merge: {spec: {minReadySeconds: 30}}}]").WithService("team: a");

        Assert.Equal((30L, 5L), (Seconds(input, "prod"), Seconds(input, "stage")));
        static long Seconds(ManifestInput input, string environment) => input.Render(environment).Deployment["spec"]!["minReadySeconds"]!.GetValue<long>();
    }

    [Fact]
    public void A_patch_of_nothing_is_an_error()
    {
        var problem = Assert.Single(TestInput.Worker().WithService("name: a\nenvironments: [prod]\npatches: [{kind: Ingress, name: b, merge: {}}]").Problems());

        Assert.StartsWith("service.yaml(4,11): error CNS7070: there is no Ingress 'b' in 'prod'; the objects there are ServiceAccount 'a', ConfigMap 'a-config-", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Patched_fields_are_explained()
    {
        var entries = JsonNode.Parse(ManifestGenerator.Generate(TestInput.Web().WithService("patches: [{kind: Deployment, merge: {spec: {minReadySeconds: 30}}}]")).Files.Single(file => file.Path == "explain.json").Content)!["prod"]!.AsArray();

        Assert.Contains("""{"field":"Deployment.spec.minReadySeconds","value":"30","source":"patch","from":"service.yaml(2,62)"}""", entries.Select(entry => entry!.ToJsonString()));
    }

    private static ManifestSet Set(ManifestInput input) => new(ManifestGenerator.Generate(input).Files);
}
