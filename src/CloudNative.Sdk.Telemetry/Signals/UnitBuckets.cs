using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Buckets for histograms that recommend none: OpenTelemetry's own, 0 to 10,000, are made for milliseconds.</summary>
internal static class UnitBuckets
{
    /// <summary>As the HTTP semantic conventions recommend for <c>http.server.request.duration</c>.</summary>
    public static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    /// <summary>From 256 B to 256 MiB, four times as much each.</summary>
    public static readonly double[] Bytes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864, 268_435_456];

    public static double[]? For(Instrument instrument) => instrument.Unit switch
    {
        "s" when IsHistogramWithoutAdvice(instrument) => Seconds,
        "By" when IsHistogramWithoutAdvice(instrument) => Bytes,
        _ => null,
    };

    public static bool IsHistogram(Instrument instrument) =>
        instrument is Histogram<double> or Histogram<long> or Histogram<int> or Histogram<float> or Histogram<short> or Histogram<byte>;

    private static bool IsHistogramWithoutAdvice(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        Histogram<float> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        Histogram<short> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        Histogram<byte> histogram => histogram.Advice?.HistogramBucketBoundaries is null,
        _ => false,
    };
}
