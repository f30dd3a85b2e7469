using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>The service's filters with every level open, except where a rule shuts a provider or a category off (<see cref="LogLevel.None"/>).</summary>
internal sealed class UpliftFilter(IOptionsMonitor<LoggerFilterOptions> filter) : IOptionsMonitor<LoggerFilterOptions>
{
    public LoggerFilterOptions CurrentValue => Open(filter.CurrentValue);

    public LoggerFilterOptions Get(string? name) => Open(filter.Get(name));

    public IDisposable? OnChange(Action<LoggerFilterOptions, string?> listener) => filter.OnChange((options, name) => listener(Open(options), name));

    private static LoggerFilterOptions Open(LoggerFilterOptions options)
    {
        var open = new LoggerFilterOptions { MinLevel = LogLevel.Trace, CaptureScopes = options.CaptureScopes };
        foreach (var rule in options.Rules)
        {
            var level = rule.LogLevel == LogLevel.None ? LogLevel.None : LogLevel.Trace;
            open.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, level, rule.Filter));
        }

        return open;
    }
}
