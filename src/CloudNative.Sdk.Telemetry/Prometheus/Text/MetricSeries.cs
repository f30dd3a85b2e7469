using CloudNative.Sdk.Telemetry.Prometheus.Collection;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The labels of the series of one metric, as a family shows them.</summary>
/// <param name="table">The series.</param>
/// <param name="scope">Labels that all of them have.</param>
/// <param name="isReplaced">Whether another metric has come in the place of this one, whose series take the places of its own.</param>
internal sealed class MetricSeries(SeriesTable table, IReadOnlyList<KeyValuePair<string, object?>> scope, bool isReplaced)
{
    public bool IsReplaced => isReplaced;

    public SeriesTable Table => table;

    public IReadOnlyList<KeyValuePair<string, object?>> Scope => scope;

    public ChunkedList<LabelRecord> Labels { get; } = new();
}
