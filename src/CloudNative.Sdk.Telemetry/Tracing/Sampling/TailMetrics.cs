using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>Counts what the choice at the end has cost.</summary>
internal sealed class TailMetrics(IMeterFactory meters)
{
    /// <summary>The buffer had no room.</summary>
    public const string Full = "full";

    /// <summary>The trace has had <see cref="TailBuffer.MaxSpansPerTrace"/> of them already.</summary>
    public const string TraceLimit = "trace_limit";

    /// <summary>The trace was open for longer than <see cref="TailBuffer.MaxAge"/>.</summary>
    public const string Expired = "expired";

    private readonly Counter<long> _dropped = meters.Create("CloudNative.Sdk.Telemetry").CreateCounter<long>(
        "cloudnative.tracing.dropped_spans", "{span}", "Inner spans of traces that were not chosen, which were not held until the end of their trace.");

    public void SpansDropped(string reason, int count = 1) => _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
}
