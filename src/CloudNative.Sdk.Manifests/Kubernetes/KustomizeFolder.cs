using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the base of kustomize, and overlays that hold differences only: a patch for what is changed, a file for what is new, a deletion for what is not there.</summary>
internal sealed class KustomizeFolder(string folder, IReadOnlyList<KubernetesObject> objects)
{
    private const string Kustomization = "kustomization.yaml";

    public IEnumerable<ManifestFile> Base() => Alone($"{folder}/base", objects);

    /// <summary>Writes objects that build upon nothing.</summary>
    public static IEnumerable<ManifestFile> Alone(string folder, IReadOnlyList<KubernetesObject> objects) =>
    [
        .. objects.Select(entry => YamlEmitter.WriteFile($"{folder}/{entry.File}", entry.Document)),
        YamlEmitter.WriteFile($"{folder}/{Kustomization}", List([.. objects.Select(entry => entry.File)], patches: [])),
    ];

    public IEnumerable<ManifestFile> Overlay(string environment, IReadOnlyList<KubernetesObject> wanted)
    {
        var own = $"{folder}/overlays/{environment}/";
        List<object> resources = ["../../base"];
        List<object> patches = [];
        foreach (var entry in objects.Where(entry => !wanted.Any(other => IsSame(entry, other))))
        {
            patches.Add(new YamlMap { { "patch", JsonText.WriteLine(Deletion(entry)) } });
        }

        foreach (var entry in wanted)
        {
            if (objects.FirstOrDefault(other => IsSame(entry, other)) is not { } common)
            {
                resources.Add(entry.File);
                yield return YamlEmitter.WriteFile(own + entry.File, entry.Document);
            }
            else if (JsonPatch.Between(common.Document, entry.Document) is { Count: > 0 } steps)
            {
                var file = entry.File.Replace(".yaml", ".patch.yaml");
                patches.Add(new YamlMap { { "path", file }, { "target", new YamlMap { { "kind", entry.Kind }, { "name", entry.Name } } } });
                yield return new ManifestFile(own + file, YamlEmitter.Write(steps));
            }
        }

        yield return YamlEmitter.WriteFile(own + Kustomization, List(resources, patches));
    }

    private static bool IsSame(KubernetesObject one, KubernetesObject other) => one.Kind == other.Kind && one.Name == other.Name;

    private static YamlMap Deletion(KubernetesObject entry) => new()
    {
        { "$patch", "delete" },
        { "apiVersion", entry.ApiVersion },
        { "kind", entry.Kind },
        { "metadata", new YamlMap { { "name", entry.Name }, { "namespace", entry.Namespace } } },
    };

    private static YamlMap List(List<object> resources, List<object> patches) => new()
    {
        { "apiVersion", "kustomize.config.k8s.io/v1beta1" },
        { "kind", "Kustomization" },
        { "resources", resources },
        { "patches", patches.Count > 0 ? patches : null },
    };
}
