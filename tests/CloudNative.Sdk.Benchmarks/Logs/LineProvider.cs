using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CloudNative.Sdk.Benchmarks.Logs;

/// <summary>Does what the console provider does on the thread that logs: it formats into a buffer of the thread and makes one string of the line.</summary>
internal sealed class LineProvider(ConsoleFormatter formatter) : ILoggerProvider, ISupportExternalScope
{
    private readonly StringWriter _writer = new();
    private IExternalScopeProvider? _scopes;

    private ConsoleFormatter Formatter { get; } = formatter;

    public string LastLine { get; private set; } = string.Empty;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => _writer.Dispose();

    private sealed class Logger(LineProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            provider.Formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), provider._scopes, provider._writer);
            var line = provider._writer.GetStringBuilder();
            provider.LastLine = line.ToString();
            line.Clear();
        }
    }
}
