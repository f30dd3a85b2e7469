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

    private Exception? _fault;

    /// <summary>Gets the filters without the changed levels.</summary>
    public LoggerFilterOptions Configured { get; private set; } = new();

    /// <summary>Gets whether filters have been read, which then stay in force when others cannot be.</summary>
    public bool IsRead { get; private set; }

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

        Apply(Copy(options), options);
        IsRead = true;
    }

    /// <summary>Makes the last good filters once more, with the levels that are changed now.</summary>
    public LoggerFilterOptions Restore(Exception fault)
    {
        Volatile.Write(ref _fault, fault);
        var options = Copy(Configured);
        Apply(Configured, options);
        return options;
    }

    /// <summary>Gets why the last good filters were restored, once.</summary>
    public Exception? TakeFault() => Interlocked.Exchange(ref _fault, null);

    private static LoggerFilterOptions Copy(LoggerFilterOptions options)
    {
        var copy = new LoggerFilterOptions { MinLevel = options.MinLevel, CaptureScopes = options.CaptureScopes };
        foreach (var rule in options.Rules)
        {
            copy.Rules.Add(rule);
        }

        return copy;
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

    private void Apply(LoggerFilterOptions configured, LoggerFilterOptions options)
    {
        foreach (var changed in overrides.Current)
        {
            Add(changed, configured.Rules, options.Rules);
        }

        (Configured, Effective) = (configured, options);
    }
}
