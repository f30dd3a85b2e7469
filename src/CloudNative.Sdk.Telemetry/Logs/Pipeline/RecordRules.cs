using CloudNative.Sdk.Telemetry.Logs.Redaction;
using CloudNative.Sdk.Telemetry.Logs.Volume;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>What is done with every record, by the options.</summary>
internal sealed class RecordRules(LogRedactionOptions redaction, LogOptions volume, LogMetrics metrics, TimeProvider time) : IDisposable
{
    private readonly ReportTimers _timers = new(time);

    public Redactor Redactor { get; } = new(redaction);

    /// <summary>Gets the names of the providers that get personal data.</summary>
    public IList<string> RouteTo => redaction.RouteTo;

    public CategoryVolume VolumeOf(string category, ILogger report) => new(category, volume, metrics, time, _timers, report);

    public void Dispose() => _timers.Dispose();
}
