using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>The numbers of one collection, copied out of OpenTelemetry; used again for a later collection when nobody reads them any more.</summary>
/// <remarks>
/// The copy is what lets a slow client have its own numbers while the next collection goes on: 8 bytes for a counter or a gauge and 8 for each line of a
/// histogram, a small part of the text. Filled by one thread, then read by any number until the last reader has ended.
/// </remarks>
internal sealed class Snapshot
{
    private MetricValues?[] _values = [];
    private int _known;

    /// <summary>Gets which metrics these are.</summary>
    public CollectedMetrics Metrics { get; private set; } = new([]);

    public Resource Resource { get; private set; } = Resource.Empty;

    /// <summary>Gets the scrapes that read these numbers. Used under the lock of the collector.</summary>
    public List<Scrape> Readers { get; } = [];

    public MetricValues Values(int metric) => _values[metric]!;

    /// <summary>Copies the numbers of a collection.</summary>
    /// <param name="batch">The metrics of the collection.</param>
    /// <param name="resource">What they describe.</param>
    /// <param name="last">The metrics of the collection before.</param>
    public void Fill(in Batch<Metric> batch, Resource resource, CollectedMetrics last)
    {
        Resource = resource;
        var count = (int)batch.Count;
        var changed = count == last.Tables.Length ? null : new SeriesTable[count];
        Prepare(count);
        var i = 0;
        foreach (var metric in batch)
        {
            var table = Claim(i, metric).Copy(last.Find(metric, i) ?? new SeriesTable(metric));
            if (changed is null && !ReferenceEquals(table, last.Tables[i]))
            {
                changed = [.. last.Tables];
            }

            if (changed is not null)
            {
                changed[i] = table;
            }

            i++;
        }

        _known = count;
        Metrics = changed is null ? last : new CollectedMetrics(changed);
    }

    private void Prepare(int count)
    {
        if (_values.Length < count)
        {
            Array.Resize(ref _values, count);
        }

        _values.AsSpan(count).Clear();
        _known = Math.Min(_known, count);
    }

    /// <summary>Gets the memory for a metric, which an earlier collection may have put at another place.</summary>
    private MetricValues Claim(int place, Metric metric)
    {
        for (var i = place; i < _known; i++)
        {
            if (_values[i] is { } values && ReferenceEquals(values.Metric, metric))
            {
                (_values[place], _values[i]) = (values, _values[place]);
                return values;
            }
        }

        var created = new MetricValues(metric);
        _values[place] = created;
        return created;
    }
}
