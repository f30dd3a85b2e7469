using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
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
            .Concat(release.Environments.SelectMany(service => service.Places).Select(place => Whole(place.PlaceName, KubernetesObjects.Of(place, release.Code))))
            .Concat(kustomize.Base());
    }

    private ManifestFile Whole(string environment, IReadOnlyList<KubernetesObject> objects) =>
        new($"{Target}/rendered/{environment}.yaml", string.Join("---\n", objects.Select(entry => YamlEmitter.Write(entry.Document))));
}
