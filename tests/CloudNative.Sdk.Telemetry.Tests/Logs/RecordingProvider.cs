using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

/// <summary>A provider that takes apart all it gets, as a structured sink does.</summary>
[ProviderAlias("Recording")]
internal sealed class RecordingProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<RecordedEntry> _entries = new();
    private IExternalScopeProvider? _scopes;

    public IReadOnlyList<RecordedEntry> Entries => [.. _entries];

    public int Disposals { get; private set; }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() => Disposals++;

    private static IEnumerable<string> Parts(object? value) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs.SelectMany(pair => Parts(pair.Value).Select(part => $"{pair.Key}={part}")),
        string text => [text],
        IEnumerable items => items.Cast<object?>().SelectMany(Parts),
        null => ["null"],
        _ => [value.ToString() ?? ""],
    };

    private sealed class Recorder(RecordingProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            provider._scopes?.ForEachScope(static (scope, list) => list.AddRange([.. Parts(scope), scope?.ToString() ?? ""]), scopes);
            provider._entries.Enqueue(new RecordedEntry(category, logLevel, eventId, formatter(state, exception), [.. Parts(state)], scopes, exception));
        }
    }
}
