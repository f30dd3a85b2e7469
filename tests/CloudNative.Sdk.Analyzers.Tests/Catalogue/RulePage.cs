using System.Text;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Tests.Catalogue;

/// <summary>Writes what the rule table says as the texts that are kept in the repository.</summary>
internal static class RulePage
{
    public static string Of(RuleInfo rule)
    {
        var page = new StringBuilder();
        page.Append($"# {rule.Id}: {rule.Title}\n\n");
        page.Append($"| Category | Severity | Where | Fix |\n|---|---|---|---|\n| {rule.Category} | {Severity(rule)} | {Where(rule.Scope)} | {(rule.Fix is null ? "no" : "yes")} |\n\n");
        page.Append($"{rule.Why}\n\n");
        foreach (var (name, text) in rule.ExampleFiles.Where(file => file.Text.Length > 0))
        {
            page.Append($"With `{name}`:\n\n```text\n{text}```\n\n");
        }

        page.Append($"## Bad\n\n```csharp\n{Markup.Parse(rule.Bad).Source}\n```\n\n> {Example(rule)}\n\n");
        page.Append($"## Good\n\n```csharp\n{rule.Good}\n```\n\n");
        if (rule.Fix is not null)
        {
            page.Append($"## Fix\n\n{rule.Fix}\n\n");
        }

        List(page, "Silent", rule.Silent);
        List(page, "Options", rule.Options.Select(option => $"`{option.Key}` (default {RuleIndex.DefaultOf(option)}): {option.Help}"));
        List(page, "Neighbours", rule.Neighbours);
        page.Append($"## Turn it off\n\nIn one place, with the reason:\n\n```csharp\n#pragma warning disable {rule.Id} // Why this line is right.\n");
        page.Append($"[SuppressMessage(\"{rule.Category}\", \"{rule.Id}\", Justification = \"Why this member is right.\")]\n```\n\n");
        page.Append($"In all files of a section of `.editorconfig`:\n\n```ini\ndotnet_diagnostic.{rule.Id}.severity = none\n```\n");
        return page.ToString();
    }

    public static string Unshipped(IEnumerable<RuleInfo> rules)
    {
        var text = new StringBuilder("### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n");
        foreach (var rule in rules)
        {
            text.Append($"{rule.Id} | {rule.Category} | {Severity(rule)} | {rule.Title}, [page]({rule.HelpLink})\n");
        }

        return text.ToString();
    }

    public static string Severity(RuleInfo rule) => rule.IsEnabledByDefault ? rule.Severity.ToString() : "Disabled";

    private static string Where(RuleScope scope) => scope switch
    {
        RuleScope.Everywhere => "every project but tests and Aspire hosts",
        RuleScope.Service => "services and their libraries",
        _ => "services with an entry point",
    };

    private static string Example(RuleInfo rule)
    {
        var scenario = Scenario.Of(rule.Bad).Beside(rule.ExampleFiles);
        var report = RuleRun.Analyze(scenario.Compile(), scenario).GetAwaiter().GetResult().First(reported => reported.Id == rule.Id);
        return report.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void List(StringBuilder page, string title, IEnumerable<string> items)
    {
        var lines = items.Select(item => $"- {item}\n").ToList();
        if (lines.Count > 0)
        {
            page.Append($"## {title}\n\n{string.Concat(lines)}\n");
        }
    }
}
