using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Explaining;

/// <summary>Writes <c>explain.json</c>: for each environment every value that somebody could have chosen, with its source and its place.</summary>
internal static class ExplainFile
{
    public const string FileName = "explain.json";

    public static ManifestFile Write(ServiceRelease release) => JsonText.WriteFile(
        FileName,
        new YamlMap().With(release.Environments.Select(service => new KeyValuePair<string, object>(service.Environment.Name, service.Explanations))));
}
