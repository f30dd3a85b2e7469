using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Keeps the metrics of the last collection; their values stand still until the next.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class SnapshotExporter(IEnumerable<ICollectionObserver> observers) : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly ICollectionObserver[] _observers = [.. observers];
    private readonly List<Metric> _metrics = [];

    /// <summary>Gets or sets what runs a collection; null before the meter provider is built and after it is disposed.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Gets the metrics, in the order in which their instruments appeared.</summary>
    public IReadOnlyList<Metric> Metrics => _metrics;

    public Resource Resource => ParentProvider?.GetResource() ?? Resource.Empty;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _metrics.Clear();
        foreach (var metric in batch)
        {
            _metrics.Add(metric);
        }

        foreach (var observer in _observers)
        {
            observer.OnCollected(in batch);
        }

        return ExportResult.Success;
    }
}
