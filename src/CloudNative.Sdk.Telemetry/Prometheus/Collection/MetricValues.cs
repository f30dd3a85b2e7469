using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>The numbers of one metric as one collection found them; the memory serves later collections of the same metric.</summary>
/// <remarks>
/// A row of a counter or a gauge is its number, of a histogram its sum, its count, and the cumulative count of each bound. Doubles are kept as their bits.
/// </remarks>
internal sealed class MetricValues(Metric metric)
{
    /// <summary>The place of the first bucket in the row of a histogram.</summary>
    public const int FirstBucket = 2;

    private readonly List<ExemplarRecord> _exemplars = [];

    public Metric Metric => metric;

    public RowBuffer Rows { get; } = new();

    /// <summary>Gets the bounds of a histogram.</summary>
    public HistogramBounds? Bounds { get; private set; }

    /// <summary>Gets when the counting began.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>Gets the exemplars, in the order of the series and their buckets.</summary>
    public List<ExemplarRecord> Exemplars => _exemplars;

    /// <summary>Copies the numbers of all points.</summary>
    /// <returns>The table given, or a new one where the points are no longer in the order of that.</returns>
    public SeriesTable Copy(SeriesTable table)
    {
        Bounds = metric.MetricType == MetricType.ExponentialHistogram ? ExponentialBuckets.Widen(metric, table.Bounds) : table.Bounds;
        if (!TryCopy(table))
        {
            table = new SeriesTable(metric);
            TryCopy(table);
        }

        table.Bounds = Bounds;
        return table;
    }

    private bool TryCopy(SeriesTable table)
    {
        _exemplars.Clear();
        Rows.Reset(IsHistogram ? FirstBucket + (Bounds?.Count ?? 0) : 1);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (!table.TryMatch(Rows.Count, point.Tags))
            {
                return false;
            }

            if (Rows.Count == 0)
            {
                Start = point.StartTime;
                if (metric.MetricType == MetricType.Histogram && Bounds is null)
                {
                    Bounds = HistogramBounds.Of(in point);
                    Rows.Reset(FirstBucket + Bounds.Count);
                }
            }

            CopyPoint(in point, Rows.Add());
            CopyExemplars(in point);
        }

        return true;
    }

    private bool IsHistogram => metric.MetricType is MetricType.Histogram or MetricType.ExponentialHistogram;

    private void CopyPoint(in MetricPoint point, Span<long> row)
    {
        switch (metric.MetricType)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                row[0] = point.GetSumLong();
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                row[0] = BitConverter.DoubleToInt64Bits(point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                row[0] = point.GetGaugeLastValueLong();
                break;
            case MetricType.DoubleGauge:
                row[0] = BitConverter.DoubleToInt64Bits(point.GetGaugeLastValueDouble());
                break;
            default:
                CopyHistogram(in point, row);
                break;
        }
    }

    private void CopyHistogram(in MetricPoint point, Span<long> row)
    {
        row[0] = BitConverter.DoubleToInt64Bits(point.GetHistogramSum());
        row[1] = point.GetHistogramCount();
        var counts = row[FirstBucket..];
        if (metric.MetricType == MetricType.ExponentialHistogram)
        {
            ExponentialBuckets.Count(point.GetExponentialHistogramData(), Bounds!, counts);
            return;
        }

        var total = 0L;
        var i = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            if (i == counts.Length)
            {
                break;
            }

            total += bucket.BucketCount;
            counts[i++] = total;
        }
    }

    private void CopyExemplars(in MetricPoint point)
    {
        if (!point.TryGetExemplars(out var exemplars))
        {
            return;
        }

        var first = _exemplars.Count;
        foreach (ref readonly var exemplar in exemplars)
        {
            var value = metric.MetricType == MetricType.LongSum ? exemplar.LongValue : exemplar.DoubleValue;
            Add(first, new ExemplarRecord(
                Rows.Count - 1, Bounds?.BucketOf(value) ?? 0, value, exemplar.Timestamp, exemplar.TraceId, exemplar.SpanId, TagsOf(in exemplar)));
        }
    }

    /// <summary>Adds an exemplar in the order of the buckets; of several in one bucket the greatest stays, as the specification wants it.</summary>
    private void Add(int first, in ExemplarRecord exemplar)
    {
        var place = _exemplars.Count;
        while (place > first && _exemplars[place - 1].Bucket > exemplar.Bucket)
        {
            place--;
        }

        if (place == first || _exemplars[place - 1].Bucket != exemplar.Bucket)
        {
            _exemplars.Insert(place, exemplar);
        }
        else if (_exemplars[place - 1].Value < exemplar.Value)
        {
            _exemplars[place - 1] = exemplar;
        }
    }

    private static KeyValuePair<string, object?>[]? TagsOf(in Exemplar exemplar)
    {
        List<KeyValuePair<string, object?>>? tags = null;
        foreach (var tag in exemplar.FilteredTags)
        {
            (tags ??= []).Add(tag);
        }

        return tags?.ToArray();
    }
}
