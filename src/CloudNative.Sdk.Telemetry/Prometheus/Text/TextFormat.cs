namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The text formats of <c>/metrics</c>.</summary>
internal enum TextFormat
{
    /// <summary>Prometheus text 0.0.4.</summary>
    Text004,

    /// <summary>Prometheus text 1.0.0: the same with names in quotes.</summary>
    Text100,

    /// <summary>OpenMetrics 0.0.1.</summary>
    OpenMetrics001,

    /// <summary>OpenMetrics 1.0.0.</summary>
    OpenMetrics100,
}
