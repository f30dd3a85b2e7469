using System.Text;
using CloudNative.Sdk.Analyzers.Catalogue;

namespace CloudNative.Sdk.Analyzers.Tests.Catalogue;

/// <summary>Writes the global configs between which <c>CloudNativeAnalysisMode</c> chooses.</summary>
internal static class Preset
{
    public static readonly string[] Modes = ["Recommended", "Strict", "Minimal", "None"];

    /// <summary>Rules of other analyzers that look after what ours leave to them; where such an analyzer is absent, its line does nothing.</summary>
    private static readonly (string Id, string Title, bool OnlyStrict)[] Others =
    [
        ("CA1848", "Use the LoggerMessage delegates", true),
        ("CA2012", "Use ValueTasks correctly", false),
        ("CA2016", "Forward the CancellationToken parameter to methods", false),
        ("CA2017", "Parameter count mismatch in a log call", false),
        ("CA2211", "Non-constant fields should not be visible", true),
        ("CA2254", "Template should be a static expression", true),
        ("MA0042", "Do not use blocking calls in an async method", false),
        ("MA0134", "Observe result of async calls", false),
        ("S2696", "Instance members should not write to static fields", false),
        ("S4462", "Calls to async methods should not be blocking", false),
        ("VSTHRD002", "Avoid problematic synchronous waits", false),
    ];

    public static string PathOf(string mode) => $"analyzers/CloudNative.Sdk.Analyzers/buildTransitive/config/{mode.ToLowerInvariant()}.globalconfig";

    /// <summary>What the mode makes of a rule of ours; null where it is left as it is.</summary>
    public static string? SeverityOf(RuleInfo rule, string mode) => mode switch
    {
        "Strict" => "warning",
        "Minimal" => rule.IsStarred ? null : "none",
        "None" => "none",
        _ => null,
    };

    public static string Of(string mode, IEnumerable<RuleInfo> rules)
    {
        // Above the presets of the SDK, which have -100, and below everything a project writes itself.
        var text = new StringBuilder($"# {About(mode)} Written from the table of rules.\nis_global = true\nglobal_level = -99\n");
        foreach (var (id, title, onlyStrict) in mode is "Strict" or "Recommended" ? Others : [])
        {
            if (mode == "Strict" || !onlyStrict)
            {
                Append(text, id, title, "warning");
            }
        }

        foreach (var rule in rules)
        {
            if (SeverityOf(rule, mode) is { } severity)
            {
                Append(text, rule.Id, rule.Title, severity);
            }
        }

        return text.ToString();
    }

    public static string About(string mode) => mode switch
    {
        "Strict" => "Every rule is a warning, those that are off by default as well.",
        "Minimal" => "The rules with a star, and no other.",
        "None" => "No rule.",
        _ => "Every rule with the severity on its page.",
    };

    private static void Append(StringBuilder text, string id, string title, string severity) => text.Append($"\n# {title}\ndotnet_diagnostic.{id}.severity = {severity}\n");
}
