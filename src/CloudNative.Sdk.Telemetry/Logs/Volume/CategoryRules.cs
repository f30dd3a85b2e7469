using System.IO.Enumeration;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Finds the rule for a category: of those that match the one with the longest pattern, and of equally long ones the first by name.</summary>
internal static class CategoryRules
{
    public static LogSamplingRule? SamplingOf(string category, LogOptions options) => Find(category, options.Sampling, rule => rule.Category);

    public static LogRateLimit? LimitOf(string category, LogOptions options) => Find(category, options.RateLimits, rule => rule.Category);

    private static TRule? Find<TRule>(string category, IDictionary<string, TRule> rules, Func<TRule, string> pattern)
        where TRule : class =>
        rules.Count == 0
            ? null
            : rules.OrderBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Select(rule => rule.Value)
                .Where(rule => FileSystemName.MatchesSimpleExpression(pattern(rule), category))
                .MaxBy(rule => pattern(rule).Length);
}
