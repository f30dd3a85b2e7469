using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

/// <summary>Keeps what a formatter of the console writes.</summary>
internal sealed class ConsoleSink(ConsoleFormatter formatter) : ILoggerProvider, ISupportExternalScope
{
    private readonly StringWriter _text = new();
    private IExternalScopeProvider? _scopes;

    public string Formatter => formatter.Name;

    public string Text => _text.ToString();

    /// <summary>Makes a sink for each formatter of .NET, with scopes.</summary>
    public static ConsoleSink[] All()
    {
        using var services = new ServiceCollection()
            .AddLogging(logging => logging
                .AddJsonConsole(options => options.IncludeScopes = true)
                .AddSimpleConsole(options => options.IncludeScopes = true)
                .AddSystemdConsole(options => options.IncludeScopes = true))
            .BuildServiceProvider();
        return [.. services.GetServices<ConsoleFormatter>().Select(formatter => new ConsoleSink(formatter))];
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Writer(ConsoleSink sink, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> text) =>
            sink.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, text));
    }

    private void Write<TState>(LogEntry<TState> entry) => formatter.Write(in entry, _scopes, _text);
}
