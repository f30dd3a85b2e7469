using System.Collections.Concurrent;
using System.Text;
using CloudNative.Sdk.Telemetry.Logs.Console;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Console;

/// <summary>A provider that formats as the console does and keeps the lines.</summary>
internal sealed class FormattedLines : ILoggerProvider, ISupportExternalScope
{
    private readonly JsonLineFormatter _formatter = new(new FakeTimeProvider(), Encoding.UTF8);
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(FormattedLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var output = new StringWriter();
            lines._formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), lines._scopes, output);
            lines._lines.Enqueue(output.ToString());
        }
    }
}
