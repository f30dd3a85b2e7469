using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Copies the metrics of a collection that a scrape has asked for; every other collection leaves nothing here.</summary>
/// <remarks>
/// It declares that metrics may be pushed to it as well, because OpenTelemetry guards readers that are only pulled by a flag that flows with the execution
/// context, which costs every scrape an allocation. What is pushed, as by <c>ForceFlush()</c>, is ignored.
/// </remarks>
[ExportModes(ExportModes.Pull | ExportModes.Push)]
internal sealed class SnapshotExporter(IEnumerable<ICollectionObserver> observers) : BaseExporter<Metric>
{
    private readonly ICollectionObserver[] _observers = [.. observers];
    private CollectedMetrics _last = new([]);

    /// <summary>Gets or sets the reader; null before the meter provider is built and after it is disposed.</summary>
    public PullReader? Reader { get; set; }

    /// <summary>Gets or sets where the running collection goes; null where it is not for a scrape.</summary>
    public Snapshot? Target { get; set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        if (Target is { } target)
        {
            target.Fill(in batch, ParentProvider?.GetResource() ?? Resource.Empty, _last);
            _last = target.Metrics;
            foreach (var observer in _observers)
            {
                observer.OnCollected(in batch);
            }
        }

        return ExportResult.Success;
    }
}
