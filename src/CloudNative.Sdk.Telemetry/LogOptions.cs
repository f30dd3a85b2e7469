using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry;

/// <summary>Configures which records are left out when there are too many.</summary>
/// <remarks>Configuration section: <c>CloudNative:Telemetry:Logs</c>. Read once, before the first record. Every record left out is counted in <c>log.messages.dropped</c>.</remarks>
public sealed class LogOptions
{
    internal const string SectionName = "CloudNative:Telemetry:Logs";

    internal static readonly OptionsBinding<LogOptions> Binding = new(SectionName, table => table
        .Named(nameof(Sampling), o => o.Sampling, LogSamplingRule.Binding)
        .Named(nameof(RateLimits), o => o.RateLimits, LogRateLimit.Binding));

    /// <summary>Gets the rules by which a share of the records is kept, by any name: <c>Sampling:&lt;name&gt;:Ratio</c>.</summary>
    /// <value>Empty by default. Of several rules for one category the one with the longest pattern counts.</value>
    public IDictionary<string, LogSamplingRule> Sampling { get; } = new Dictionary<string, LogSamplingRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the limits of records per second, by any name: <c>RateLimits:&lt;name&gt;:PerSecond</c>.</summary>
    /// <value>Empty by default. Of several limits for one category the one with the longest pattern counts; each category has a budget of its own.</value>
    public IDictionary<string, LogRateLimit> RateLimits { get; } = new Dictionary<string, LogRateLimit>(StringComparer.OrdinalIgnoreCase);
}
