using System.Globalization;
using System.Text;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>The upper bounds of the buckets of a histogram, in rising order, without the infinite one; and the text of each.</summary>
internal sealed class HistogramBounds
{
    private byte[][]? _text;
    private byte[][]? _openMetrics;

    public HistogramBounds(double[] values)
    {
        Values = values;
        HasNegative = values.Length > 0 && values[0] < 0;
    }

    public double[] Values { get; }

    /// <summary>Gets whether a sum may fall, which Prometheus would take for a restart.</summary>
    public bool HasNegative { get; }

    public int Count => Values.Length;

    /// <summary>Gets <c>,le="0.5"} </c> for each bound and the infinite one.</summary>
    public byte[][] Labels(bool openMetrics) => openMetrics
        ? _openMetrics ??= Render(CanonicalNumber.Format)
        : _text ??= Render(static bound => bound.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads the bounds of a histogram's point.</summary>
    public static HistogramBounds Of(in MetricPoint point)
    {
        List<double> values = [];
        foreach (var bucket in point.GetHistogramBuckets())
        {
            if (!double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                values.Add(bucket.ExplicitBound);
            }
        }

        return new HistogramBounds([.. values]);
    }

    /// <summary>Finds the bucket of a measurement; its bound is not below the value.</summary>
    public int BucketOf(double value)
    {
        var found = Array.BinarySearch(Values, value);
        return found < 0 ? ~found : found;
    }

    private byte[][] Render(Func<double, string> format) =>
        [.. Values.Select(value => Encoding.ASCII.GetBytes($",le=\"{format(value)}\"}} ")), ",le=\"+Inf\"} "u8.ToArray()];
}
