using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Looks at the series of a metric.</summary>
internal static class MetricSeries
{
    public const string OverflowTag = "otel.metric.overflow";

    /// <summary>The series without tags and the one of the overflow come first, whether or not they are there.</summary>
    private const int PlaceOfOverflow = 2;

    /// <summary>Tells whether series were folded into one because there were too many. Looks at two points at most, and allocates nothing.</summary>
    public static bool HasOverflow(Metric metric)
    {
        var points = metric.GetMetricPoints().GetEnumerator();
        for (var i = 0; i < PlaceOfOverflow && points.MoveNext(); i++)
        {
            if (IsOverflow(points.Current.Tags))
            {
                return true;
            }
        }

        return false;
    }

    public static int Count(Metric metric)
    {
        var count = 0;
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            count++;
        }

        return count;
    }

    /// <summary>Gets the values of each tag key, the key with the most values first.</summary>
    public static List<TagValues> Tags(Metric metric)
    {
        var keys = new Dictionary<string, HashSet<object?>>(StringComparer.Ordinal);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (IsOverflow(point.Tags))
            {
                continue;
            }

            foreach (var (key, value) in point.Tags)
            {
                if (!keys.TryGetValue(key, out var values))
                {
                    keys.Add(key, values = []);
                }

                values.Add(value);
            }
        }

        return [.. keys.Select(pair => new TagValues(pair.Key, pair.Value)).OrderByDescending(tag => tag.Values.Count).ThenBy(tag => tag.Key, StringComparer.Ordinal)];
    }

    private static bool IsOverflow(ReadOnlyTagCollection tags)
    {
        if (tags.Count != 1)
        {
            return false;
        }

        foreach (var tag in tags)
        {
            return tag.Key == OverflowTag;
        }

        return false;
    }
}
