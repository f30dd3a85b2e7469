using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Grafana;
using CloudNative.Sdk.Manifests.Prometheus;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes what the operator of Prometheus and the sidecar of Grafana read, where the platform has them.</summary>
internal static class Monitoring
{
    public static IEnumerable<(string File, YamlMap Document)> Of(ServiceModel service, CodeFacts code)
    {
        if (!service.Platform.HasOperator || !code.HasTelemetry || service.Ports.ProbePort is not { } port)
        {
            yield break;
        }

        var alone = new ServiceRelease([service], code);
        yield return ("podmonitor.yaml", PodMonitor(service, port));
        if (PrometheusRenderer.RulesOf(alone) is { } rules)
        {
            var document = Metadata.Object(service, "monitoring.coreos.com/v1", "PrometheusRule");
            document.Add("spec", rules);
            yield return ("prometheusrule.yaml", document);
        }

        yield return ("dashboard.yaml", Dashboard(service, GrafanaRenderer.DashboardOf(alone)));
    }

    /// <summary>Rules and panels ask for the job by the name of the service.</summary>
    private static YamlMap PodMonitor(ServiceModel service, string port)
    {
        var monitor = Metadata.Object(service, "monitoring.coreos.com/v1", "PodMonitor");
        monitor.Add("spec", new YamlMap
        {
            { "jobLabel", Metadata.NameLabel },
            { "selector", Metadata.SelectorOf(service.Name) },
            {
                "podMetricsEndpoints", new List<object>
                {
                    new YamlMap { { "port", port }, { "path", OperationDefaults.MetricsPath }, { "interval", "30s" }, { "scrapeTimeout", "10s" } },
                }
            },
        });
        return monitor;
    }

    private static YamlMap Dashboard(ServiceModel service, string json)
    {
        var map = Metadata.Object(service, "v1", "ConfigMap", $"{service.Name}-dashboard");
        ((YamlMap)((YamlMap)map["metadata"]!)["labels"]!).Add("grafana_dashboard", "1");
        map.Add("data", new YamlMap { { $"{service.Name}.json", json } });
        return map;
    }
}
