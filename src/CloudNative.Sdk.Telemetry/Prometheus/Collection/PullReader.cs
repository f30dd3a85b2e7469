using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Collects for scrapes without the task that OpenTelemetry's own <c>Collect()</c> makes for each collection.</summary>
/// <remarks>
/// Collections of this reader, whoever asks for them, follow one another: <c>ForceFlush()</c> and the end of the provider collect too, and would change the
/// points while a scrape copies them.
/// </remarks>
internal sealed class PullReader : BaseExportingMetricReader
{
    private readonly Lock _turn = new();
    private readonly SnapshotExporter _exporter;

    public PullReader(SnapshotExporter exporter)
        : base(exporter)
    {
        _exporter = exporter;
        exporter.Reader = this;
    }

    /// <summary>Collects into a snapshot.</summary>
    /// <returns>False where OpenTelemetry could not collect.</returns>
    public bool Collect(Snapshot target)
    {
        lock (_turn)
        {
            _exporter.Target = target;
            try
            {
                return base.OnCollect(Timeout.Infinite);
            }
            finally
            {
                _exporter.Target = null;
            }
        }
    }

    protected override bool OnCollect(int timeoutMilliseconds)
    {
        lock (_turn)
        {
            return base.OnCollect(timeoutMilliseconds);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _exporter.Reader = null;
        base.Dispose(disposing);
    }
}
