using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

/// <summary>One record as a provider got it, all in text: what was logged, with the scopes around it.</summary>
internal sealed record RecordedEntry(
    string Category, LogLevel Level, EventId Id, string Text, IReadOnlyList<string> State, IReadOnlyList<string> Scopes, Exception? Exception)
{
    /// <summary>Gets everything a sink could show of the record.</summary>
    public override string ToString() =>
        string.Join('\n', [$"{Category} {Level} {Id.Id} {Id.Name}", Text, .. State, .. Scopes, Exception?.ToString() ?? "no exception"]);
}
