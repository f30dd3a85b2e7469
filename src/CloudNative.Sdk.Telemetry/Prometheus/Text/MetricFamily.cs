using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The metrics that Prometheus sees under one name.</summary>
/// <remarks>One thread changes it at a time; what a page has been told to read does not change.</remarks>
internal sealed class MetricFamily(string name, FamilyKind kind, FamilyNames names, MetricSeries[] metrics)
{
    private readonly HashSet<LabelRecord> _taken = new(LabelTexts.Comparer);
    private bool _reported;

    /// <summary>Gets the name without the <c>_total</c> of a counter.</summary>
    public string Name => name;

    public FamilyKind Kind => kind;

    public FamilyNames Names => names;

    /// <summary>Gets the metrics; several where meters share an instrument's name.</summary>
    public MetricSeries[] Metrics => metrics;

    /// <summary>Renders the labels of series that are new.</summary>
    /// <param name="metric">The place of the metric in this family.</param>
    /// <param name="count">How many series it has now.</param>
    /// <param name="labels">Renders them.</param>
    /// <param name="arena">Keeps them.</param>
    /// <param name="logger">Is told of series that are left out.</param>
    public void Extend(int metric, int count, LabelSet labels, LabelArena arena, ILogger logger)
    {
        var series = metrics[metric];
        while (series.Labels.Count < count)
        {
            var tags = series.Table.TagsOf(series.Labels.Count);
            var record = arena.Add(labels.Render(tags, kind == FamilyKind.Histogram, series.Scope));

            // Tags that OpenTelemetry tells apart (1 and "1", a.b and a_b), and two meters without scope labels, can yield the same series twice, which no
            // reader accepts: the first one stays.
            var isNew = _taken.Add(record);
            series.Labels.Add(isNew ? record : LabelRecord.LeftOut);
            if (!isNew && !_reported && !series.IsReplaced)
            {
                _reported = true;
                logger.SeriesTwice(series.Table.Metric.Name, series.Table.Metric.MeterName, names.Shown);
            }
        }
    }

    /// <summary>Tells whether this is the family of the same metrics, whose labels are worth keeping.</summary>
    public bool Shows(IReadOnlyList<MetricSeries> others) => metrics.Select(metric => metric.Table).SequenceEqual(others.Select(other => other.Table));
}
