using CloudNative.Sdk.Manifests.Linting.Rules;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>All checks of objects, by id.</summary>
internal static class LintRules
{
    public static readonly IReadOnlyList<LintRule> All =
    [
        .. new[]
            {
                AccessRules.All, AvailabilityRules.All, ConfigurationRules.All, HostRules.All, IdentityRules.All, ImageRules.All,
                JobRules.All, MetricRules.All, PrivilegeRules.All, ProbeRules.All, ResourceRules.All, RoutingRules.All,
            }
            .SelectMany(rules => rules)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>Gets the rule that an exception means, by its id or by the name that another linter has for it.</summary>
    public static LintRule? Find(string name) => All.FirstOrDefault(rule => rule.IsNamed(name));

    public static IEnumerable<string> Names => All.SelectMany(rule => rule.Foreign.All.Append(rule.Id));
}
