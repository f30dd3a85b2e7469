using System.Globalization;
using System.Text;
using CloudNative.Sdk.Analyzers.Report.Maturity;

namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>Writes the report for people.</summary>
internal static class ReportPage
{
    /// <summary>The severities, most important first, as the page calls them.</summary>
    private static readonly (string Level, string Word)[] Levels = [("error", "error"), ("warning", "warning"), ("note", "suggestion")];

    public static string Of(IReadOnlyList<ProjectReport> projects)
    {
        var page = new StringBuilder("# CloudNative report\n\nWritten by `dotnet build -p:CloudNativeReport=true`; the same for machines is in `cloudnative-report.sarif`.\n\n");
        var findings = projects.SelectMany(project => project.Findings).Distinct().ToList();
        var counts = Levels.Select(level => Count(findings.Count(finding => finding.Level == level.Level), level.Word));
        page.Append($"{Count(projects.Count, "project")}, {string.Join(", ", counts)}.\n\n");
        Maturity(page, projects);
        Findings(page, findings, projects);
        return page.ToString();
    }

    private static void Maturity(StringBuilder page, IReadOnlyList<ProjectReport> projects)
    {
        var services = projects.Where(project => project.Card is not null).ToList();
        if (services.Count == 0)
        {
            return;
        }

        page.Append($"## How far did you go?\n\n| service | {string.Join(" | ", Criteria.Characteristics)} |\n|---|{string.Concat(Criteria.Characteristics.Select(_ => "---|"))}\n");
        foreach (var service in services)
        {
            page.Append($"| {service.Name} | {string.Join(" | ", Criteria.Characteristics.Select(characteristic => Share(service.Card!, characteristic)))} |\n");
        }

        page.Append('\n');
        foreach (var service in services)
        {
            page.Append($"### {service.Name}\n\n");
            foreach (var characteristic in Criteria.Characteristics)
            {
                page.Append($"**{characteristic}** {Share(service.Card!, characteristic)}\n\n");
                foreach (var entry in service.Card!.Where(entry => entry.Characteristic == characteristic))
                {
                    page.Append(entry.IsMet ? $"- [x] {entry.What}\n" : $"- [ ] {entry.What}. {entry.Advice}\n");
                }

                page.Append('\n');
            }
        }
    }

    private static void Findings(StringBuilder page, List<Finding> findings, IReadOnlyList<ProjectReport> projects)
    {
        if (findings.Count == 0)
        {
            page.Append("## Findings\n\nNone.\n");
            return;
        }

        var rules = projects.SelectMany(project => project.Rules).GroupBy(rule => rule.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        page.Append("## Findings\n\n| severity | rule | findings | what |\n|---|---|---|---|\n");
        var groups = findings.GroupBy(finding => (finding.Level, finding.Rule)).OrderBy(group => Array.FindIndex(Levels, level => level.Level == group.Key.Level))
            .ThenByDescending(group => group.Count()).ThenBy(group => group.Key.Rule, StringComparer.Ordinal).ToList();
        foreach (var group in groups)
        {
            page.Append($"| {Word(group.Key.Level)} | {Link(rules, group.Key.Rule)} | {Number(group.Count())} | {Title(rules, group.Key.Rule)} |\n");
        }

        foreach (var group in groups)
        {
            page.Append($"\n### {group.Key.Rule}: {Title(rules, group.Key.Rule)}\n\n");
            foreach (var finding in group)
            {
                page.Append($"- `{finding.File}({Number(finding.Line)},{Number(finding.Column)})`: {Escaped(finding.Message)}\n");
            }
        }
    }

    private static string Share(IReadOnlyList<CardEntry> card, string characteristic)
    {
        var entries = card.Where(entry => entry.Characteristic == characteristic).ToList();
        var met = entries.Count(entry => entry.IsMet);
        return $"{new string('●', met)}{new string('○', entries.Count - met)} {Number(met)} of {Number(entries.Count)}";
    }

    private static string Link(Dictionary<string, RuleText> rules, string id) => rules.TryGetValue(id, out var rule) && rule.Page.Length > 0 ? $"[{id}]({rule.Page})" : id;

    private static string Title(Dictionary<string, RuleText> rules, string id) => rules.TryGetValue(id, out var rule) ? Escaped(rule.Title) : "";

    private static string Word(string level) => Array.Find(Levels, known => known.Level == level).Word ?? level;

    private static string Count(int count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("|", "\\|").Replace("<", "&lt;");
}
