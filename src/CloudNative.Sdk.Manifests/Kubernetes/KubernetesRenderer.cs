using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>
/// Writes each environment twice: whole, as <c>rendered/&lt;env&gt;.yaml</c>, and as a kustomize overlay. The base is what the last environment runs, and an overlay
/// says how its environment differs.
/// </summary>
internal sealed class KubernetesRenderer : IRenderer
{
    public string Target => "kubernetes";

    public IEnumerable<ManifestFile> Render(ServiceRelease release)
    {
        var environments = release.Environments.Select(service => (service.Environment.Name, Objects: KubernetesObjects.Of(service, release.Code))).ToList();
        var kustomize = new KustomizeFolder(Target, environments[environments.Count - 1].Objects);
        return environments
            .SelectMany(environment => kustomize.Overlay(environment.Name, environment.Objects))
            .Concat(release.Environments.SelectMany(service => service.Places).SelectMany(place => Pieces(place).Append(Whole(place.PlaceName, KubernetesObjects.Of(place, release.Code)))))
            .Concat(release.Environments.SelectMany(Overlays))
            .Concat(kustomize.Base());
    }

    /// <summary>Writes what a plan applies where two versions run side by side.</summary>
    private IEnumerable<ManifestFile> Pieces(ServiceModel place) =>
        SideBySide.Pieces(place).Select(piece => Whole($"{place.PlaceName}.{piece.Name}", piece.Objects));

    private IEnumerable<ManifestFile> Overlays(ServiceModel service) =>
        SideBySide.Pieces(service).SelectMany(piece => KustomizeFolder.Alone($"{Target}/overlays/{service.Environment.Name}/{piece.Name}", piece.Objects));

    private ManifestFile Whole(string name, IReadOnlyList<KubernetesObject> objects) =>
        YamlEmitter.WriteFile($"{Target}/rendered/{name}.yaml", objects.Select(entry => entry.Document));
}
