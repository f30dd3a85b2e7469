using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Redaction;

/// <summary>A provider that may have personal data.</summary>
[ProviderAlias("Routed")]
internal sealed class RoutedProvider : ILoggerProvider
{
    private readonly RecordingProvider _recording = new();

    public IReadOnlyList<RecordedEntry> Entries => _recording.Entries;

    public ILogger CreateLogger(string categoryName) => _recording.CreateLogger(categoryName);

    public void Dispose() => _recording.Dispose();
}
