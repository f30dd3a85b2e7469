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
        var kustomize = new KustomizeFolder(Target, KubernetesObjects.Of(release.Final));
        return release.Environments
            .SelectMany(service => kustomize.Overlay(service.Environment.Name, KubernetesObjects.Of(service)).Append(Whole(service)))
            .Concat(kustomize.Base());
    }

    private ManifestFile Whole(ServiceModel service) => new(
        $"{Target}/rendered/{service.Environment.Name}.yaml",
        string.Join("---\n", KubernetesObjects.Of(service).Select(entry => YamlEmitter.Write(entry.Document))));
}
