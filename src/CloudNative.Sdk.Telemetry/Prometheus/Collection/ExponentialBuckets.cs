using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Counts the measurements of an exponential histogram in buckets that end at powers of two.</summary>
/// <remarks>
/// The bounds of an exponential histogram move as it fills, and those of its series differ; powers of two are among the bounds of every scale from 0 up,
/// so the counts are exact and the bounds stay. All series of a metric have the same ones, which only ever become more. A scale below 0 needs values that are
/// 2^160 times one another; its counts are then found at the next bound that it has.
/// </remarks>
internal static class ExponentialBuckets
{
    private const int LeastExponent = -1074;
    private const int GreatestExponent = 1023;

    /// <summary>Widens the bounds of a metric until they hold what its points have measured.</summary>
    public static HistogramBounds Widen(Metric metric, HistogramBounds? bounds)
    {
        var (least, greatest) = bounds is { Count: > 0 }
            ? (Math.ILogB(bounds.Values[0]), Math.ILogB(bounds.Values[^1]))
            : (int.MaxValue, int.MinValue);
        var (first, last) = (least, greatest);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var data = point.GetExponentialHistogramData();
            var index = data.PositiveBuckets.Offset;
            foreach (var count in data.PositiveBuckets)
            {
                if (count > 0 && ExponentOf(index, data.Scale) is var exponent and <= GreatestExponent)
                {
                    first = Math.Min(first, exponent);
                    last = Math.Max(last, exponent);
                }

                index++;
            }
        }

        if (bounds is not null && first == least && last == greatest)
        {
            return bounds;
        }

        return new HistogramBounds([.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(exponent => Math.ScaleB(1, exponent))]);
    }

    /// <summary>Writes how many measurements are not above each bound.</summary>
    public static void Count(ExponentialHistogramData data, HistogramBounds bounds, Span<long> counts)
    {
        counts.Clear();
        if (counts.IsEmpty)
        {
            return;
        }

        counts[0] = data.ZeroCount;
        var first = Math.ILogB(bounds.Values[0]);
        var index = data.PositiveBuckets.Offset;
        foreach (var count in data.PositiveBuckets)
        {
            if (count > 0 && ExponentOf(index, data.Scale) is var exponent && exponent - first < counts.Length)
            {
                counts[exponent - first] += count;
            }

            index++;
        }

        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }
    }

    /// <summary>Gets the least power of two that is not below the upper bound of a bucket, which is 2^((index + 1) / 2^scale).</summary>
    private static int ExponentOf(int index, int scale)
    {
        var exponent = scale >= 0 ? (index >> scale) + 1 : (index + 1L) << -scale;
        return (int)Math.Clamp(exponent, LeastExponent, GreatestExponent + 1);
    }
}
