using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

/// <summary>A provider whose loggers throw when a test says so, as one does whose disk is full.</summary>
internal sealed class FailingProvider : ILoggerProvider, ILogger
{
    public bool IsFailing { get; set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsFailing)
        {
            throw new IOException("No space left on device.");
        }
    }

    public void Dispose()
    {
    }
}
