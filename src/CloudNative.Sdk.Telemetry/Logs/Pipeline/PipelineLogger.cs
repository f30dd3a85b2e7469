using CloudNative.Sdk.Telemetry.Logs.Redaction;
using CloudNative.Sdk.Telemetry.Logs.Volume;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>The logger of one category: counts each record, leaves it out or redacts it, and hands it to the logger with the providers.</summary>
internal sealed class PipelineLogger(string category, ILogger inner, PipelineLoggerFactory factory) : ILogger
{
    private ILogger? _uplifted;
    private ILogger[]? _routes;
    private CategoryVolume? _volume;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        (factory.Rules?.Redactor ?? RecordRulesSource.Strict).Scope(state) is { } scope ? inner.BeginScope(scope) : inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel) || (factory.Uplift.IsActive && Target(logLevel).IsEnabled(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var target = factory.Uplift.IsActive ? Target(logLevel) : inner;
        if (!target.IsEnabled(logLevel))
        {
            return;
        }

        var rules = factory.Rules;
        if (rules is null || VolumeOf(rules).Admits(logLevel, isWanted: !ReferenceEquals(target, inner)))
        {
            Write(target, rules?.Redactor ?? RecordRulesSource.Strict, logLevel, eventId, state, exception, formatter);
        }
    }

    private void Write<TState>(
        ILogger target, Redactor redactor, LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var redacted = redactor.Redact(state, exception);
        if (redacted.State is null)
        {
            target.Log(level, id, state, redacted.Exception, formatter);
            return;
        }

        target.Log(level, id, redacted.State, redacted.Exception, RedactedState.Formatter);
        if (redacted.Routed is not null)
        {
            foreach (var route in _routes ??= factory.CreateRoutes(category))
            {
                route.Log(level, id, redacted.Routed, redacted.Exception, RedactedState.Formatter);
            }
        }
    }

    private ILogger Target(LogLevel level) =>
        factory.Uplift.Includes(level, category) ? _uplifted ??= factory.CreateUpliftedLogger(category) : inner;

    private CategoryVolume VolumeOf(RecordRules rules) =>
        _volume ?? Interlocked.CompareExchange(ref _volume, rules.VolumeOf(category, inner), null) ?? _volume;
}
