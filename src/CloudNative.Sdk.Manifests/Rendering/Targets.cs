using CloudNative.Sdk.Manifests.Compose;
using CloudNative.Sdk.Manifests.Consul;
using CloudNative.Sdk.Manifests.Grafana;
using CloudNative.Sdk.Manifests.Kubernetes;
using CloudNative.Sdk.Manifests.Marathon;
using CloudNative.Sdk.Manifests.Prometheus;

namespace CloudNative.Sdk.Manifests.Rendering;

/// <summary>All that can be written.</summary>
internal static class Targets
{
    public static readonly IReadOnlyList<IRenderer> All =
        [new KubernetesRenderer(), new ComposeRenderer(), new MarathonRenderer(), new ConsulRenderer(), new PrometheusRenderer(), new GrafanaRenderer()];

    public static IEnumerable<string> Names => All.Select(renderer => renderer.Target);
}
