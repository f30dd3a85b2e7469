using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>Tells which rule decides for a provider and a category, as the logger factory of .NET does.</summary>
/// <remarks>Rules that name the provider come before all others, then longer categories before shorter ones, then later rules before earlier ones.</remarks>
internal static class FilterRules
{
    /// <summary>Gets the lowest level that a provider gets of a category; <see cref="LogLevel.None"/> when it gets nothing.</summary>
    public static LogLevel LowestLevel(LoggerFilterOptions options, LogProvider provider, string category)
    {
        if (Deciding(options.Rules, provider, category) is not { } rule)
        {
            return options.MinLevel;
        }

        for (var level = rule.LogLevel ?? LogLevel.Trace; level < LogLevel.None; level++)
        {
            if (rule.Filter is null || rule.Filter(provider.Name, category, level))
            {
                return level;
            }
        }

        return LogLevel.None;
    }

    /// <summary>Tells whether a rule for this name, which may be null for all and hold one <c>*</c>, is for a category.</summary>
    public static bool Matches(string? name, string category)
    {
        var pattern = name.AsSpan();
        var star = pattern.IndexOf('*');
        return star < 0
            ? category.AsSpan().StartsWith(pattern, StringComparison.OrdinalIgnoreCase)
            : category.AsSpan().StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase)
                && category.AsSpan().EndsWith(pattern[(star + 1)..], StringComparison.OrdinalIgnoreCase);
    }

    private static LoggerFilterRule? Deciding(IEnumerable<LoggerFilterRule> rules, LogProvider provider, string category)
    {
        LoggerFilterRule? best = null;
        foreach (var rule in rules)
        {
            if (provider.IsMeantBy(rule) && Matches(rule.CategoryName, category) && (best is null || Rank(rule).CompareTo(Rank(best)) >= 0))
            {
                best = rule;
            }
        }

        return best;
    }

    private static (bool NamesProvider, int CategoryLength) Rank(LoggerFilterRule rule) => (rule.ProviderName is not null, rule.CategoryName?.Length ?? -1);
}
