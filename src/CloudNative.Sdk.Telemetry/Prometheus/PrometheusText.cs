using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Writes metrics in the Prometheus text format, version 0.0.4.</summary>
/// <remarks>Not thread-safe: the buffers of one page serve the next.</remarks>
internal sealed class PrometheusText(ILogger logger)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly LabelSet _labels = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Writes <c>target_info</c> and every family.</summary>
    public void Write(IBufferWriter<byte> writer, Resource resource, List<MetricFamily> families)
    {
        var output = new Utf8Output(writer);
        WriteResource(ref output, resource);
        foreach (var family in families)
        {
            output.Write(family.Header);
            WriteSeries(ref output, family);
        }

        output.Complete();
    }

    private void WriteResource(ref Utf8Output output, Resource resource)
    {
        output.Write("# HELP target_info Attributes of the service that these metrics describe.\n# TYPE target_info gauge\n"u8);
        _labels.Set(resource.Attributes);
        StartSample(ref output, "target_info"u8, ""u8);
        EndLabels(ref output, ""u8);
        output.Write("1\n"u8);
    }

    private void WriteSeries(ref Utf8Output output, MetricFamily family)
    {
        // Tags that OpenTelemetry tells apart (1 and "1", a.b and a_b), and two meters without scope labels, can yield the same series twice, which no reader
        // accepts: the first one stays.
        _seen.Clear();
        foreach (var metric in family.Metrics)
        {
            var histogram = metric.MetricType is MetricType.Histogram or MetricType.ExponentialHistogram;
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                _labels.Set(point.Tags, histogram ? "le" : null);
                if (!_seen.Add(Encoding.UTF8.GetString(_labels.Text)))
                {
                    ReportOnce(metric, family.Name);
                    continue;
                }

                if (histogram)
                {
                    WriteHistogram(ref output, family.NameBytes, metric.MetricType, in point);
                }
                else
                {
                    WriteNumber(ref output, family.NameBytes, metric.MetricType, in point);
                }
            }
        }
    }

    private void ReportOnce(Metric metric, string family)
    {
        if (_reported.Add(family))
        {
            logger.SeriesTwice(metric.Name, metric.MeterName, family);
        }
    }

    private void WriteNumber(ref Utf8Output output, ReadOnlySpan<byte> name, MetricType type, in MetricPoint point)
    {
        StartSample(ref output, name, ""u8);
        EndLabels(ref output, ""u8);
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                output.Write(point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                output.Write(point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                output.Write(point.GetGaugeLastValueLong());
                break;
            default:
                output.Write(point.GetGaugeLastValueDouble());
                break;
        }

        output.Write("\n"u8);
    }

    // An exponential histogram has no form in this text: its count and sum are kept, its buckets are not.
    private void WriteHistogram(ref Utf8Output output, ReadOnlySpan<byte> name, MetricType type, in MetricPoint point)
    {
        if (type == MetricType.Histogram)
        {
            WriteBuckets(ref output, name, in point);
        }

        StartSample(ref output, name, "_bucket"u8);
        EndLabels(ref output, "le=\"+Inf\""u8);
        output.Write(point.GetHistogramCount());
        output.Write("\n"u8);

        StartSample(ref output, name, "_sum"u8);
        EndLabels(ref output, ""u8);
        output.Write(point.GetHistogramSum());
        output.Write("\n"u8);

        StartSample(ref output, name, "_count"u8);
        EndLabels(ref output, ""u8);
        output.Write(point.GetHistogramCount());
        output.Write("\n"u8);
    }

    private void WriteBuckets(ref Utf8Output output, ReadOnlySpan<byte> name, in MetricPoint point)
    {
        var cumulative = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            if (double.IsPositiveInfinity(bucket.ExplicitBound))
            {
                continue;
            }

            StartSample(ref output, name, "_bucket"u8);
            output.Write(_labels.Text.IsEmpty ? "{le=\""u8 : ",le=\""u8);
            output.Write(bucket.ExplicitBound);
            output.Write("\"} "u8);
            output.Write(cumulative);
            output.Write("\n"u8);
        }
    }

    private void StartSample(ref Utf8Output output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix)
    {
        output.Write(name);
        output.Write(suffix);
        if (!_labels.Text.IsEmpty)
        {
            output.Write("{"u8);
            output.Write(_labels.Text);
        }
    }

    private void EndLabels(ref Utf8Output output, ReadOnlySpan<byte> last)
    {
        if (!last.IsEmpty)
        {
            output.Write(_labels.Text.IsEmpty ? "{"u8 : ","u8);
            output.Write(last);
        }

        output.Write(last.IsEmpty && _labels.Text.IsEmpty ? " "u8 : "} "u8);
    }
}
