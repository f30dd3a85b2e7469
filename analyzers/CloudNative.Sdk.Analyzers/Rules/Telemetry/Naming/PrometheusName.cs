using CloudNative.Sdk.Analyzers.Semantics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Naming;

/// <summary>Judges the names of metrics and labels of prometheus-net by the conventions of Prometheus.</summary>
internal static class PrometheusName
{
    private const string NoWords = "is not made of lower-case words joined by '_'";

    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal) { "counter", "gauge", "histogram", "summary" };
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal) { "bucket", "count", "sum" };

    private static readonly Dictionary<string, string> OtherUnits = WordTable.Of(
        ("seconds", "milliseconds millis microseconds nanoseconds minutes hours days"),
        ("bytes", "kilobytes megabytes gigabytes kibibytes mebibytes bits"),
        ("ratio", "percent percentage pct"));

    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal) { "ms", "us", "ns", "sec", "secs", "kb", "mb", "gb", "tb", "pb" };
    private static readonly HashSet<string> LetterUnits = new(StringComparer.Ordinal) { "s", "m", "h", "d", "b" };

    /// <summary>Judges the name of a metric; null where it is right.</summary>
    public static NameFault? OfMetric(string name, string kind)
    {
        if (!IsWellFormed(name))
        {
            return new(NoWords, Mended(OpenTelemetryWords(name), kind));
        }

        var words = name.Split('_');
        var last = words[words.Length - 1];
        if (Array.Find(words, word => word != words[0] && Kinds.Contains(word)) is { } type)
        {
            return new($"repeats its kind, '{type}'", Mended(words.Where((word, index) => index == 0 || !Kinds.Contains(word)), kind));
        }

        if (Array.Find(words, OtherUnits.ContainsKey) is { } unit)
        {
            return new($"is in {unit}, where Prometheus wants {(OtherUnits[unit] == "ratio" ? "a ratio" : OtherUnits[unit])}", null);
        }

        var beforeTotal = last == "total" && words.Length > 1 ? words[words.Length - 2] : last;
        if (Array.Find(words, Abbreviations.Contains) is { } abbreviation || (LetterUnits.Contains(beforeTotal) && (abbreviation = beforeTotal) is not null))
        {
            return new($"abbreviates its unit, '{abbreviation}'", abbreviation is "s" or "sec" or "secs" ? Mended(words.Select(word => word == abbreviation ? "seconds" : word), kind) : null);
        }

        return kind switch
        {
            "Counter" when last != "total" => new("is a counter without '_total'", Mended(words, kind)),
            not "Counter" when last == "total" => new("ends in '_total' and is no counter", Mended(words, kind)),
            "Gauge" or "Counter" when Parts.Contains(beforeTotal) => new($"ends in '_{beforeTotal}', which belongs to histograms and summaries", Mended(words, kind)),
            _ => null,
        };
    }

    /// <summary>Judges the name of a label; null where it is right.</summary>
    public static NameFault? OfLabel(string label, string kind) =>
        label == "le" && kind != "Histogram" ? new("belongs to histograms", null)
        : label == "quantile" && kind != "Summary" ? new("belongs to summaries", null)
        : IsWellFormed(label) ? null
        : new(NoWords, string.Join("_", OpenTelemetryWords(label)));

    private static bool IsWellFormed(string name) => name.Length > 0 && name[0] is not (>= '0' and <= '9') && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    private static string[] OpenTelemetryWords(string name) =>
        (OpenTelemetryName.OfTag(name)?.Better ?? name.ToLowerInvariant()).Split(['.', '_', '-', ':', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static string? Mended(IEnumerable<string> given, string kind)
    {
        var words = given.ToList();
        while (words.Count > 1 && (words[words.Count - 1] == "total" || (kind is "Gauge" or "Counter" && Parts.Contains(words[words.Count - 1]))))
        {
            words.RemoveAt(words.Count - 1);
        }

        if (kind == "Counter")
        {
            words.Add("total");
        }

        var better = string.Join("_", words);
        return IsWellFormed(better) && OfMetric(better, kind) is null ? better : null;
    }
}
