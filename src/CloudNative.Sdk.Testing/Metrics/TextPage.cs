namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>The text format of Prometheus, 0.0.4.</summary>
internal sealed class TextPage : MetricsPage
{
    protected override IReadOnlyCollection<string> Types { get; } = ["counter", "gauge", "histogram", "summary", "untyped"];

    protected override bool AllowsExemplar(Family family, Sample sample) => false;

    protected override IEnumerable<string> Lines(string[] lines) => lines;

    protected override IReadOnlyList<string> Suffixes(string type) => type switch
    {
        "histogram" => ["_bucket", "_sum", "_count"],
        "summary" => ["", "_sum", "_count"],
        _ => [""],
    };

    protected override void ReadOther(string word, Family family, string rest) => Fault($"{word} of '{family.Name}' is not part of this format");
}
