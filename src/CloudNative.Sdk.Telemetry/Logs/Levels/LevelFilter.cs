using CloudNative.Sdk.Options;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>
/// Adds the changed levels to the filters as if the configuration held them for every provider: a rule that names a provider counts more than
/// one that does not, so each provider that has rules of its own gets one. A provider that is switched off stays off.
/// </summary>
internal sealed class LevelFilter(LevelOverrides overrides, IOptions<ConsoleLogOptions> console) : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string ConsoleProvider = "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider";
    private const string ConsoleAlias = "Console";

    /// <summary>Any category: as good as none, and not less than a rule that the application gave this form.</summary>
    private const string AnyCategory = "*";

    /// <summary>Gets the filters without the changed levels.</summary>
    public LoggerFilterOptions Configured { get; private set; } = new();

    /// <summary>Gets the filters that hold.</summary>
    public LoggerFilterOptions Effective { get; private set; } = new();

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        if (name != Microsoft.Extensions.Options.Options.DefaultName)
        {
            return;
        }

        if (console.ValueOrNull()?.Format == ConsoleLogFormat.None)
        {
            SwitchOffConsole(options.Rules);
        }

        var configured = new LoggerFilterOptions { MinLevel = options.MinLevel };
        foreach (var rule in options.Rules)
        {
            configured.Rules.Add(rule);
        }

        foreach (var changed in overrides.Current)
        {
            Add(changed, configured.Rules, options.Rules);
        }

        (Configured, Effective) = (configured, options);
    }

    private static void SwitchOffConsole(IList<LoggerFilterRule> rules)
    {
        for (var i = rules.Count - 1; i >= 0; i--)
        {
            if (rules[i].ProviderName is ConsoleProvider or ConsoleAlias)
            {
                rules.RemoveAt(i);
            }
        }

        rules.Add(new LoggerFilterRule(ConsoleProvider, categoryName: null, LogLevel.None, filter: null));
    }

    private static void Add(LevelOverride changed, IList<LoggerFilterRule> configured, IList<LoggerFilterRule> rules)
    {
        var category = changed.IsFor(LevelOverride.AllCategories) ? AnyCategory : changed.Category;
        rules.Add(new LoggerFilterRule(providerName: null, category, changed.Level, filter: null));
        foreach (var provider in configured.Select(rule => rule.ProviderName).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!IsOff(provider, configured))
            {
                rules.Add(new LoggerFilterRule(provider, category, changed.Level, filter: null));
            }
        }
    }

    private static bool IsOff(string provider, IEnumerable<LoggerFilterRule> rules) =>
        rules.LastOrDefault(rule => rule.ProviderName == provider && rule.CategoryName is null)?.LogLevel == LogLevel.None;
}
