using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Which metrics a collection had, in its order, and the series of each; the same object for as long as that stays.</summary>
internal sealed class CollectedMetrics(SeriesTable[] tables)
{
    private Dictionary<Metric, SeriesTable>? _byMetric;

    public SeriesTable[] Tables => tables;

    /// <summary>Gets the series of a metric, most probably found at a place.</summary>
    public SeriesTable? Find(Metric metric, int place)
    {
        if (place < tables.Length && ReferenceEquals(tables[place].Metric, metric))
        {
            return tables[place];
        }

        _byMetric ??= tables.ToDictionary(table => table.Metric);
        return _byMetric.GetValueOrDefault(metric);
    }
}
