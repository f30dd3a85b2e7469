using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Tracing.Sampling;

/// <summary>Counts what the choice at the end has cost.</summary>
internal sealed class TailMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _dropped = meters.Create("CloudNative.Sdk.Telemetry").CreateCounter<long>(
        "cloudnative.tracing.dropped_spans", "{span}", "Inner spans of traces that were not chosen, for which the buffer had no room.");

    public void SpanDropped() => _dropped.Add(1);
}
