using System.Text;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;

namespace CloudNative.Sdk.Analyzers.Tests.Catalogue;

/// <summary>Writes the lists of all rules: the index beside their pages, and the table of the package's page.</summary>
internal static class RuleIndex
{
    public const string Start = "<!-- rules: written from the table of rules -->\n";
    public const string End = "<!-- /rules -->\n";

    /// <summary>Puts the list between the marks of a page.</summary>
    public static string Into(string page, string list)
    {
        var (start, end) = (page.IndexOf(Start, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"The page has no '{Start.Trim()}' before a '{End.Trim()}'.");
        return page[..(start + Start.Length)] + list + page[end..];
    }

    /// <summary>The modes, the options that are not of one rule, and the rules.</summary>
    public static string Whole(IEnumerable<RuleInfo> rules)
    {
        var text = new StringBuilder("| mode | rules |\n|---|---|\n");
        foreach (var mode in Preset.Modes)
        {
            text.Append($"| `{mode}` | {Preset.About(mode)} |\n");
        }

        text.Append("\n| option | default | meaning |\n|---|---|---|\n");
        foreach (var option in GlobalOptions.All)
        {
            text.Append($"| `{option.Key}` | {DefaultOf(option)} | {option.Help} |\n");
        }

        return text.Append('\n').Append(Rows(rules)).ToString();
    }

    public static string DefaultOf(RuleOption option) => option.Default.Length == 0 ? "none" : $"`{option.Default}`";

    private static string Rows(IEnumerable<RuleInfo> rules)
    {
        var text = new StringBuilder("| rule | reports | severity | fix |\n|---|---|---|---|\n");
        foreach (var rule in rules)
        {
            text.Append($"| [{rule.Id}]({rule.Id}.md){Star(rule)} | {rule.Title} | {RulePage.Severity(rule)} | {(rule.Fix is null ? "" : "yes")} |\n");
        }

        return text.ToString();
    }

    /// <summary>One row for each category.</summary>
    public static string Categories(IEnumerable<RuleInfo> rules)
    {
        var text = new StringBuilder("| category | rules |\n|---|---|\n");
        foreach (var category in rules.GroupBy(rule => rule.Category))
        {
            text.Append($"| {category.Key} | {string.Join("; ", category.Select(rule => $"[{rule.Id}]({rule.HelpLink}){Star(rule)} {rule.Title}"))} |\n");
        }

        return text.ToString();
    }

    private static string Star(RuleInfo rule) => rule.IsStarred ? " ★" : "";
}
