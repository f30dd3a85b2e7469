using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>The series of one metric, in the order in which OpenTelemetry lists its points.</summary>
/// <remarks>
/// Series are added and never change: where a listed point is not the one of its place, the metric gets a new table. OpenTelemetry's points keep their
/// places, except that the one without tags and the one for the overflow come first from the moment they are there.
/// </remarks>
internal sealed class SeriesTable(Metric metric)
{
    private readonly ChunkedList<ReadOnlyTagCollection> _tags = new();

    public Metric Metric => metric;

    /// <summary>Gets or sets the bounds of a histogram, once they are known.</summary>
    public HistogramBounds? Bounds { get; set; }

    public ReadOnlyTagCollection TagsOf(int series) => _tags[series];

    /// <summary>Checks the point at a place, or adds it as the next series.</summary>
    /// <returns>False where another point has the place.</returns>
    public bool TryMatch(int series, ReadOnlyTagCollection tags)
    {
        if (series < _tags.Count)
        {
            return TagIdentity.Same(_tags[series], tags);
        }

        _tags.Add(tags);
        return true;
    }
}
