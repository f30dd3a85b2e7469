using CloudNative.Sdk.Manifests.Code;
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
        var environments = release.Environments.Select(service => new Rendered(service, release.Code)).ToList();
        var kustomize = new KustomizeFolder(Target, environments[environments.Count - 1].Objects);
        return environments
            .SelectMany(environment => kustomize.Overlay(environment.Service.Environment.Name, environment.Objects))
            .Concat(environments.SelectMany(environment => Places(environment, release.Code)).SelectMany(Wholes))
            .Concat(environments.SelectMany(Overlays))
            .Concat(kustomize.Base());
    }

    /// <summary>The first place of a service is its environment.</summary>
    private static IEnumerable<Rendered> Places(Rendered environment, CodeFacts code) =>
        environment.Service.Places.Select((place, index) => index == 0 ? environment with { Service = place } : new Rendered(place, code));

    /// <summary>Writes all objects of a place, and what a plan applies where two versions run side by side.</summary>
    private IEnumerable<ManifestFile> Wholes(Rendered place) =>
        place.Pieces.Select(piece => Whole($"{place.Service.PlaceName}.{piece.Name}", piece.Objects)).Append(Whole(place.Service.PlaceName, place.Objects));

    private IEnumerable<ManifestFile> Overlays(Rendered environment) =>
        environment.Pieces.SelectMany(piece => KustomizeFolder.Alone($"{Target}/overlays/{environment.Service.Environment.Name}/{piece.Name}", piece.Objects));

    private ManifestFile Whole(string name, IReadOnlyList<KubernetesObject> objects) =>
        YamlEmitter.WriteFile($"{Target}/rendered/{name}.yaml", objects.Select(entry => entry.Document));

    /// <summary>What a service has in one place.</summary>
    private sealed record Rendered(ServiceModel Service, IReadOnlyList<KubernetesObject> Objects, IReadOnlyList<(string Name, IReadOnlyList<KubernetesObject> Objects)> Pieces)
    {
        public Rendered(ServiceModel service, CodeFacts code)
            : this(service, KubernetesObjects.Of(service, code), [.. SideBySide.Pieces(service)])
        {
        }
    }
}
