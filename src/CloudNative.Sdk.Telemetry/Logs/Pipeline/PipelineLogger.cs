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
        if (rules is not null && !VolumeOf(rules).Admits(logLevel, isWanted: !ReferenceEquals(target, inner)))
        {
            return;
        }

        var redactor = rules?.Redactor ?? RecordRulesSource.Strict;
        if (redactor.IsClean(state))
        {
            target.Log(logLevel, eventId, state, redactor.Redact(exception), formatter);
        }
        else
        {
            Write(target, logLevel, eventId, redactor.Redact(state!, exception));
        }
    }

    private void Write(ILogger target, LogLevel level, EventId id, in RedactedRecord record)
    {
        target.Log(level, id, record.State, record.Exception, RedactedState.Formatter);
        if (record.Routed is not null)
        {
            foreach (var route in _routes ??= factory.CreateRoutes(category))
            {
                route.Log(level, id, record.Routed, record.Exception, RedactedState.Formatter);
            }
        }
    }

    private ILogger Target(LogLevel level) =>
        factory.Uplift.Includes(level, category) ? _uplifted ??= factory.CreateUpliftedLogger(category) : inner;

    private CategoryVolume VolumeOf(RecordRules rules) =>
        _volume ?? Interlocked.CompareExchange(ref _volume, rules.VolumeOf(category, inner), null) ?? _volume;
}
