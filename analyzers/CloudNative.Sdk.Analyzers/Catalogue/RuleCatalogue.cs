using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Discovery;
using CloudNative.Sdk.Analyzers.Rules.Health;
using CloudNative.Sdk.Analyzers.Rules.Logging;
using CloudNative.Sdk.Analyzers.Rules.Ops;
using CloudNative.Sdk.Analyzers.Rules.Resiliency;
using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The one table of rules. A category lists its own in its <c>RuleSet</c>.</summary>
internal static class RuleCatalogue
{
    /// <summary>Gets every rule in the order of the ids.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. new[] { HealthRuleSet.Create(), OpsRuleSet.Create(), TelemetryRuleSet.Create(), ResiliencyRuleSet.Create(), DiscoveryRuleSet.Create(), LoggingRuleSet.Create() }
            .SelectMany(set => set).OrderBy(rule => rule.Info.Id, StringComparer.Ordinal),
    ];

    /// <summary>Gets what is said about them.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } = [.. Rules.Select(rule => rule.Info)];

    /// <summary>Gets the rules that are warnings by default and whose ids begin so.</summary>
    public static Rule[] Defects(params string[] ids) =>
        [.. Rules.Where(rule => rule.Info is { IsEnabledByDefault: true, Severity: DiagnosticSeverity.Warning } info && Array.Exists(ids, id => info.Id.StartsWith(id, StringComparison.Ordinal)))];

    /// <summary>Gets the rules that are suggestions by default.</summary>
    public static Rule[] Advice() => [.. Rules.Where(rule => rule.Info is { IsEnabledByDefault: true, Severity: DiagnosticSeverity.Info })];

    /// <summary>Gets the rules that somebody has to turn on.</summary>
    public static Rule[] Off() => [.. Rules.Where(rule => !rule.Info.IsEnabledByDefault)];
}
