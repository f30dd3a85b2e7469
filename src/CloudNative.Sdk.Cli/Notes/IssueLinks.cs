using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Cli.Notes;

/// <summary>Finds the keys of issues, as <c>ABC-123</c> and <c>#12</c>, and makes links of them.</summary>
/// <param name="pattern">An address with <c>{key}</c> in the place of the key; null leaves keys as they are.</param>
internal sealed partial class IssueLinks(string? pattern)
{
    public const string Placeholder = "{key}";

    /// <summary>Writes a text as Markdown, with every key a link.</summary>
    public string Link(string text)
    {
        var safe = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        return pattern is null ? safe : Key().Replace(safe, match => LinkOf(match.Value));
    }

    /// <summary>Gets the links of keys that one text names and another does not.</summary>
    public IEnumerable<string> Beyond(string text, string shown) => KeysOf(text).Except(KeysOf(shown)).Select(key => pattern is null ? key : LinkOf(key));

    /// <summary>Gets the keys in a text, each once.</summary>
    public static IEnumerable<string> KeysOf(string text) => Key().Matches(text).Select(match => match.Value).Distinct();

    private string LinkOf(string key) => $"[{key}]({pattern!.Replace(Placeholder, Uri.EscapeDataString(key.TrimStart('#')), StringComparison.Ordinal)})";

    /// <summary>Names of standards look like keys, and are none.</summary>
    [GeneratedRegex(@"(?<![\w/#&-])(?:(?!(?:UTF|SHA|ISO|RFC|CVE|IEEE)-)[A-Z][A-Z0-9]+-[0-9]+|#[0-9]+)\b")]
    private static partial Regex Key();
}
