using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The types of Prometheus that metrics of OpenTelemetry have.</summary>
internal enum FamilyKind
{
    Gauge,
    Counter,
    Histogram,
}

internal static class FamilyKinds
{
    private static readonly string[] CounterSuffixes = ["", "_total", "_created"];
    private static readonly string[] HistogramSuffixes = ["", "_bucket", "_count", "_sum", "_created"];
    private static readonly string[] GaugeSuffixes = [""];

    public static FamilyKind Of(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => FamilyKind.Counter,
        MetricType.Histogram or MetricType.ExponentialHistogram => FamilyKind.Histogram,
        _ => FamilyKind.Gauge,
    };

    public static string Name(this FamilyKind kind) => kind switch
    {
        FamilyKind.Counter => "counter",
        FamilyKind.Histogram => "histogram",
        _ => "gauge",
    };

    /// <summary>Gets the suffixes of the names that a family owns: another family of such a name would be read as part of it.</summary>
    public static string[] Suffixes(this FamilyKind kind) => kind switch
    {
        FamilyKind.Counter => CounterSuffixes,
        FamilyKind.Histogram => HistogramSuffixes,
        _ => GaugeSuffixes,
    };
}
