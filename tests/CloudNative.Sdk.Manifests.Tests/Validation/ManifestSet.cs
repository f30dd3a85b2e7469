using System.Text.Json.Nodes;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>The Kubernetes objects of one environment, as a reader of the YAML sees them.</summary>
internal sealed class ManifestSet(IEnumerable<ManifestFile> files, string environment = "prod")
{
    private readonly JsonNode[] _objects =
        [.. files.Single(file => file.Path == $"kubernetes/rendered/{environment}.yaml").Content.Split("---\n").Select(document => Yaml11.Parse(document)!)];

    public IEnumerable<JsonNode> Objects => _objects;

    public JsonNode Deployment => One("Deployment");

    public JsonNode Template => Deployment["spec"]!["template"]!;

    public JsonNode Pod => Template["spec"]!;

    public JsonNode Container => Assert.Single(Pod["containers"]!.AsArray())!;

    public IReadOnlyDictionary<string, string> Labels => Strings(Template["metadata"]!["labels"]);

    public IReadOnlyDictionary<string, string> Data => Strings(One("ConfigMap")["data"]);

    public JsonNode? Find(string kind) => Objects.SingleOrDefault(document => document["kind"]!.GetValue<string>() == kind);

    public JsonNode One(string kind) => Find(kind) ?? throw new InvalidOperationException($"There is no {kind}.");

    public static IReadOnlyDictionary<string, string> Strings(JsonNode? node) =>
        (node?.AsObject() ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.GetValue<string>());
}
