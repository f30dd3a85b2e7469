using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>A copy of one exemplar, since OpenTelemetry's own changes with the next collection.</summary>
/// <param name="Series">The place of the series in its metric.</param>
/// <param name="Bucket">The place of the bucket; 0 for a counter.</param>
/// <param name="Value">The measurement.</param>
/// <param name="Time">When it was made.</param>
/// <param name="TraceId">The trace in which it was made; the default value where there was none.</param>
/// <param name="SpanId">The span in which it was made.</param>
/// <param name="FilteredTags">The tags of the measurement that the series does not have.</param>
internal readonly record struct ExemplarRecord(
    int Series,
    int Bucket,
    double Value,
    DateTimeOffset Time,
    ActivityTraceId TraceId,
    ActivitySpanId SpanId,
    KeyValuePair<string, object?>[]? FilteredTags);
