namespace CloudNative.Sdk.Analyzers.Catalogue;

/// <summary>The one table of rules, in the order of their ids.</summary>
internal static class RuleCatalogue
{
    public static IReadOnlyList<RuleInfo> All { get; } = [HealthRules.RemoteLiveness, OpsRules.UnwatchedLoop, TelemetryRules.UnitMismatch];
}
