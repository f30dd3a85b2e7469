using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Console;

/// <summary>What one line tells.</summary>
internal readonly struct LineRecord
{
    public DateTimeOffset Timestamp { get; init; }

    public LogLevel Level { get; init; }

    public string Category { get; init; }

    public EventId EventId { get; init; }

    public string? Message { get; init; }

    /// <summary>Gets what was logged; its pairs are the properties.</summary>
    public object? State { get; init; }

    public Exception? Exception { get; init; }

    /// <summary>Gets the exception where only its text was kept.</summary>
    public string? ExceptionText { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public IExternalScopeProvider? Scopes { get; init; }
}
