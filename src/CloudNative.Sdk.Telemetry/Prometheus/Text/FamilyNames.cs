using System.Buffers;
using CloudNative.Sdk.MetricNames;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>The lines that introduce a family, and the starts of its samples, in both kinds of text.</summary>
internal sealed class FamilyNames
{
    /// <param name="name">The name of the samples of a counter or a gauge.</param>
    /// <param name="family">The name without the <c>_total</c> of a counter.</param>
    /// <param name="kind">The type.</param>
    /// <param name="unit">The unit that the name ends with, or empty.</param>
    /// <param name="help">The description, or empty.</param>
    public FamilyNames(string name, string family, FamilyKind kind, string unit, string help)
    {
        Shown = name;
        TextHeader = Header(name, kind, unit: string.Empty, help, keepQuotes: true);
        OpenMetricsHeader = Header(family, kind, unit, help, keepQuotes: false);
        Value = new SampleName(name);
        OpenMetricsValue = kind == FamilyKind.Counter ? new SampleName(family + PrometheusNames.CounterSuffix) : Value;
        Bucket = new SampleName(family + "_bucket");
        Sum = new SampleName(family + "_sum");
        Count = new SampleName(family + "_count");
        Created = new SampleName(family + "_created");
    }

    /// <summary>Gets the name for people.</summary>
    public string Shown { get; }

    /// <summary>Gets the HELP line, where there is help, and the TYPE line.</summary>
    public byte[] TextHeader { get; }

    /// <summary>Gets the TYPE line, and the UNIT and HELP lines where there is a unit or help.</summary>
    public byte[] OpenMetricsHeader { get; }

    public SampleName Value { get; }

    public SampleName OpenMetricsValue { get; }

    public SampleName Bucket { get; }

    public SampleName Sum { get; }

    public SampleName Count { get; }

    public SampleName Created { get; }

    private static byte[] Header(string name, FamilyKind kind, string unit, string help, bool keepQuotes)
    {
        var text = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(text);
        var shown = SampleName.InComment(name);
        if (help.Length > 0)
        {
            output.Write($"# HELP {shown} ");
            output.WriteEscaped(help, keepQuotes);
            output.Write("\n"u8);
        }

        output.Write($"# TYPE {shown} {kind.Name()}\n");
        if (unit.Length > 0)
        {
            output.Write($"# UNIT {shown} {unit}\n");
        }

        output.Complete();
        return text.WrittenSpan.ToArray();
    }
}
