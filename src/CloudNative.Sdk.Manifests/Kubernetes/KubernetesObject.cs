using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>One object, with the name of its file.</summary>
internal sealed record KubernetesObject(string File, YamlMap Document)
{
    public string ApiVersion => (string)Document["apiVersion"]!;

    public string Kind => (string)Document["kind"]!;

    public string Name => (string)Metadata["name"]!;

    public string? Namespace => (string?)Metadata["namespace"];

    private YamlMap Metadata => (YamlMap)Document["metadata"]!;
}
