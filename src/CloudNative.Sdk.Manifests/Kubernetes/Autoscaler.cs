using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the HorizontalPodAutoscaler, which then owns the number of replicas.</summary>
internal static class Autoscaler
{
    public static YamlMap Render(ServiceModel service, string? slot = null)
    {
        var document = Metadata.Object(service, "autoscaling/v2", "HorizontalPodAutoscaler", Metadata.NameOf(service, slot));
        var workload = WorkloadKind.Of(service);
        document.Add("spec", new YamlMap
        {
            { "scaleTargetRef", new YamlMap { { "apiVersion", workload.ApiVersion }, { "kind", workload.Kind }, { "name", Metadata.NameOf(service, slot) } } },
            { "minReplicas", service.MinInstances },
            { "maxReplicas", service.MaxInstances },
            { "metrics", new List<object> { CpuMetric(service) } },
            { "behavior", new YamlMap { { "scaleDown", new YamlMap { { "stabilizationWindowSeconds", 300 } } } } },
        });
        return document;
    }

    private static YamlMap CpuMetric(ServiceModel service) => new()
    {
        { "type", "Resource" },
        {
            "resource", new YamlMap
            {
                { "name", "cpu" },
                { "target", new YamlMap { { "type", "Utilization" }, { "averageUtilization", service.TargetCpu } } },
            }
        },
    };
}
