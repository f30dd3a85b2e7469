using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>The logger of one category: decides about each record, then hands it to the logger with the providers.</summary>
internal sealed class PipelineLogger(string category, ILogger inner, PipelineLoggerFactory factory) : ILogger
{
    private ILogger? _uplifted;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel) || (factory.Uplift.IsActive && Target(logLevel).IsEnabled(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var target = factory.Uplift.IsActive ? Target(logLevel) : inner;
        if (target.IsEnabled(logLevel))
        {
            target.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    private ILogger Target(LogLevel level) =>
        factory.Uplift.Includes(level, category) ? _uplifted ??= factory.CreateUpliftedLogger(category) : inner;
}
