using CloudNative.Sdk.Analyzers.Report.Maturity;

namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>What a build found out about one project.</summary>
/// <param name="Project">The project file, relative to the folder of the report, with slashes; with the target framework where there are several.</param>
/// <param name="Name">The name of the assembly.</param>
/// <param name="Rules">The rules that have findings.</param>
/// <param name="Findings">In the order of their places.</param>
/// <param name="Card">How far the service has come; null where the project is no program.</param>
internal sealed record ProjectReport(string Project, string Name, IReadOnlyList<RuleText> Rules, IReadOnlyList<Finding> Findings, IReadOnlyList<CardEntry>? Card);
