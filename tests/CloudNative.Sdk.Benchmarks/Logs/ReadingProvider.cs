using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Logs;

/// <summary>A provider that formats each record and keeps nothing.</summary>
internal sealed class ReadingProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Reader();

    public void Dispose()
    {
    }

    private sealed class Reader : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            GC.KeepAlive(formatter(state, exception));
    }
}
