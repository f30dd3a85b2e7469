using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The labels that tell which meter a metric comes from.</summary>
/// <remarks>OpenTelemetry specification, Prometheus compatibility, "Instrumentation Scope".</remarks>
internal static class ScopeLabels
{
    private const string Prefix = "otel_scope_";

    public static IReadOnlyList<KeyValuePair<string, object?>> Of(Metric metric, PrometheusOptions options)
    {
        if (!options.ScopeLabels)
        {
            return [];
        }

        List<KeyValuePair<string, object?>> labels =
        [
            new(Prefix + "name", metric.MeterName),
            new(Prefix + "version", metric.MeterVersion),
        ];
        foreach (var tag in metric.MeterTags ?? [])
        {
            labels.Add(new(Prefix + tag.Key, tag.Value));
        }

        return labels;
    }
}
