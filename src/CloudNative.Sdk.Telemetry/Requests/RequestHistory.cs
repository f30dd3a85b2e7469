using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Telemetry.Signals;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>A quarter of an hour of the service's requests, read off the metrics that are there anyway: nothing is done on the way of a request.</summary>
/// <remarks>Memory is fixed: one sample in ten seconds, each the sums of all series. Collections for scrapes serve as samples too.</remarks>
internal sealed class RequestHistory(TimeProvider time) : ICollectionObserver
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>The time between samples; a scrape that comes a little early is one as well.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private const string InstrumentName = "http.server.request.duration";
    private const string StatusTag = "http.response.status_code";
    private static readonly TimeSpan Least = Period - TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly RequestSample[] _samples = new RequestSample[(int)(Window / Period) + 1];
    private double[] _bounds = [];
    private int _count;
    private int _next;

    /// <summary>Gets whether a sample is due.</summary>
    public bool IsDue
    {
        get
        {
            lock (_turn)
            {
                return _count == 0 || time.GetElapsedTime(Latest.Timestamp) >= Least;
            }
        }
    }

    private RequestSample Latest => _samples[(_next + _samples.Length - 1) % _samples.Length];

    public void OnCollected(in Batch<Metric> metrics)
    {
        lock (_turn)
        {
            if (_count > 0 && time.GetElapsedTime(Latest.Timestamp) < Least)
            {
                return;
            }

            var sample = _samples[_next] ??= new RequestSample();
            sample.Reset(time.GetTimestamp(), _bounds.Length);
            foreach (var metric in metrics)
            {
                if (metric.MetricType == MetricType.Histogram && metric.Name == InstrumentName && metric.MeterName == BuiltInSignals.HostingMeter)
                {
                    Add(metric, sample);
                }
            }

            _next = (_next + 1) % _samples.Length;
            _count = Math.Min(_count + 1, _samples.Length);
        }
    }

    /// <summary>Gets what came in between the samples, the oldest first.</summary>
    public RequestPoint[] Points()
    {
        lock (_turn)
        {
            var points = new RequestPoint[Math.Max(0, _count - 1)];
            var oldest = (_next - _count + _samples.Length) % _samples.Length;
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = Between(_samples[(oldest + i) % _samples.Length], _samples[(oldest + i + 1) % _samples.Length]);
            }

            return points;
        }
    }

    private static bool IsError(in MetricPoint point)
    {
        foreach (var tag in point.Tags)
        {
            if (tag.Key == StatusTag)
            {
                return tag.Value is int and >= 500;
            }
        }

        return false;
    }

    private void Add(Metric metric, RequestSample sample)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (_bounds.Length == 0)
            {
                _bounds = BoundsOf(in point);
                sample.Reset(sample.Timestamp, _bounds.Length);
            }

            var count = point.GetHistogramCount();
            sample.Count += count;
            sample.Errors += IsError(in point) ? count : 0;
            var i = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                if (i < sample.Buckets.Length)
                {
                    sample.Buckets[i++] += bucket.BucketCount;
                }
            }
        }
    }

    private static double[] BoundsOf(in MetricPoint point)
    {
        List<double> bounds = [];
        foreach (var bucket in point.GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound);
        }

        return [.. bounds];
    }

    private RequestPoint Between(RequestSample before, RequestSample after)
    {
        var requests = after.Count - before.Count;
        var buckets = new long[after.Buckets.Length];
        for (var i = 0; i < buckets.Length; i++)
        {
            // Before the first request there were no buckets.
            buckets[i] = after.Buckets[i] - (i < before.Buckets.Length ? before.Buckets[i] : 0);
        }

        return new RequestPoint(
            time.GetElapsedTime(after.Timestamp),
            requests >= 0 ? requests / time.GetElapsedTime(before.Timestamp, after.Timestamp).TotalSeconds : double.NaN,
            requests > 0 ? 100.0 * (after.Errors - before.Errors) / requests : double.NaN,
            Quantile.Of(0.5, buckets, _bounds),
            Quantile.Of(0.99, buckets, _bounds));
    }
}
