using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Prometheus;

internal static class PrometheusRegistration
{
    /// <summary>Adds <c>/metrics</c>.</summary>
    public static void AddPrometheus(this IServiceCollection services)
    {
        services.AddCloudNativeOptions(PrometheusOptions.Binding);
        services.AddSingleton<SnapshotExporter>();
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton<Renditions>();
        services.AddCloudNativeOpsEndpoint<MetricsEndpoint>();
    }
}
