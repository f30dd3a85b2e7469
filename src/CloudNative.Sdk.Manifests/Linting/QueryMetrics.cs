using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Finds the metrics that an expression of Prometheus asks for: words that are no function, keyword, label or duration.</summary>
internal static class QueryMetrics
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Texts, selectors of labels, ranges, and the lists of labels of <c>by</c>, <c>without</c>, <c>on</c>, <c>ignoring</c> and their like.</summary>
    private static readonly Regex NoMetric = new(
        "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\{[^}]*\\}|\\[[^\\]]*\\]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Limit);

    private static readonly Regex Word = new(@"(?<![A-Za-z0-9_:.$])[A-Za-z_:][A-Za-z0-9_:]*(?!\s*\()(?![A-Za-z0-9_:])", RegexOptions.CultureInvariant, Limit);

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase) { "and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool", "inf", "nan", "atan2", "start", "end" };

    public static IEnumerable<string> In(string expression) =>
        Word.Matches(NoMetric.Replace(expression, match => match.Value[0] is '"' or '\'' ? "\"\"" : " ")).Cast<Match>().Select(match => match.Value).Where(word => !Keywords.Contains(word)).Distinct(StringComparer.Ordinal);
}
