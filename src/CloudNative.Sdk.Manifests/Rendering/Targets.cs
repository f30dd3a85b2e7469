using CloudNative.Sdk.Manifests.Kubernetes;

namespace CloudNative.Sdk.Manifests.Rendering;

/// <summary>All that can be written.</summary>
internal static class Targets
{
    public static readonly IReadOnlyList<IRenderer> All = [new KubernetesRenderer()];

    public static IEnumerable<string> Names => All.Select(renderer => renderer.Target);
}
