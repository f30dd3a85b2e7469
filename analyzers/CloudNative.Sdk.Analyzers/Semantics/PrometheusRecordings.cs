namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>The methods of prometheus-net that take a measured value.</summary>
internal static class PrometheusRecordings
{
    public static readonly (string Type, string Method)[] All =
    [
        ("Prometheus.Histogram", "Observe"), ("Prometheus.Histogram+Child", "Observe"), ("Prometheus.IHistogram", "Observe"),
        ("Prometheus.Summary", "Observe"), ("Prometheus.Summary+Child", "Observe"), ("Prometheus.ISummary", "Observe"),
        ("Prometheus.Gauge", "Set"), ("Prometheus.Gauge+Child", "Set"), ("Prometheus.IGauge", "Set"),
        ("Prometheus.Counter", "Inc"), ("Prometheus.Counter+Child", "Inc"), ("Prometheus.ICounter", "Inc"),
    ];
}
