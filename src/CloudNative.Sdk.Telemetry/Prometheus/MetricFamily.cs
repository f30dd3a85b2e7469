using System.Text;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>The metrics that Prometheus sees under one name, and the lines that introduce them.</summary>
internal sealed class MetricFamily
{
    private readonly List<Metric> _metrics = [];

    public MetricFamily(string name, string type, string help)
    {
        Name = name;
        Type = type;
        NameBytes = Encoding.UTF8.GetBytes(name);
        Header = RenderHeader(name, type, help);
    }

    public string Name { get; }

    /// <summary>Gets counter, gauge or histogram.</summary>
    public string Type { get; }

    public byte[] NameBytes { get; }

    /// <summary>Gets the HELP line, where there is help, and the TYPE line.</summary>
    public byte[] Header { get; }

    /// <summary>Gets the metrics; several where meters share an instrument's name.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    public void Add(Metric metric) => _metrics.Add(metric);

    public static string TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
        _ => "gauge",
    };

    private static byte[] RenderHeader(string name, string type, string help)
    {
        var text = new System.Buffers.ArrayBufferWriter<byte>();
        var output = new Utf8Output(text);
        if (help.Length > 0)
        {
            output.Write("# HELP "u8);
            output.Write(name);
            output.Write(" "u8);
            output.WriteEscaped(help, keepQuotes: true);
            output.Write("\n"u8);
        }

        output.Write("# TYPE "u8);
        output.Write(name);
        output.Write(" "u8);
        output.Write(type);
        output.Write("\n"u8);
        output.Complete();
        return text.WrittenSpan.ToArray();
    }
}
