namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>OpenMetrics 1.0.0.</summary>
internal sealed class OpenMetricsPage : MetricsPage
{
    private const string End = "# EOF";

    protected override IReadOnlyCollection<string> Types { get; } = ["counter", "gauge", "histogram", "gaugehistogram", "stateset", "info", "summary", "unknown"];

    protected override bool AllowsExemplar(Family family, Sample sample) => family.Type switch
    {
        "counter" => sample.Name == family.Name + "_total",
        "histogram" or "gaugehistogram" => sample.Name == family.Name + "_bucket",
        _ => false,
    };

    protected override IEnumerable<string> Lines(string[] lines)
    {
        if (lines[^1] != End)
        {
            Fault($"the last line is not '{End}', so the page may be cut off");
            return lines;
        }

        return lines[..^1];
    }

    protected override IReadOnlyList<string> Suffixes(string type) => type switch
    {
        "counter" => ["_total", "_created"],
        "histogram" => ["_bucket", "_sum", "_count", "_created"],
        "gaugehistogram" => ["_bucket", "_gsum", "_gcount"],
        "summary" => ["", "_sum", "_count", "_created"],
        "info" => ["_info"],
        _ => [""],
    };

    protected override void ReadOther(string word, Family family, string rest)
    {
        if (family.Unit is not null)
        {
            Fault($"'{family.Name}' has a second {word}");
        }

        family.Unit = rest;
        if (rest.Length > 0 && !family.Name.EndsWith("_" + rest, StringComparison.Ordinal))
        {
            Fault($"'{family.Name}' has the unit '{rest}', and must end with it");
        }
    }
}
