using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>All signals that are exported.</summary>
internal sealed class OtlpExports : IDisposable
{
    // From a call within the node to one that uses up the time limit.
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly CancellationTokenSource _stopping;
    private readonly TimeProvider _time;
    private bool _isStopping;

    public OtlpExports(IEnumerable<OtlpTarget> targets, TimeProvider time)
    {
        _time = time;
        _stopping = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Signals = [.. targets.Select(target => new ExportState(target, time, _stopping.Token))];
    }

    public IReadOnlyList<ExportState> Signals { get; }

    public ExportState Of(OtlpSignal signal) => Signals.Single(state => state.Target.Signal == signal);

    /// <summary>Makes the connection of an exporter, which disposes it.</summary>
    public HttpClient CreateClient(OtlpSignal signal)
    {
        var state = Of(signal);
        return new HttpClient(new ExportHandler(state.Target, state, _time), disposeHandler: true) { Timeout = state.Target.Timeout };
    }

    public void Attach(ILogger logger, IMeterFactory meters)
    {
        var durations = meters.Create("CloudNative.Sdk.Telemetry").CreateHistogram(
            "otel.sdk.exporter.operation.duration", "s", "Time that the export of one batch took, with its retries.", advice: Durations);
        foreach (var signal in Signals)
        {
            signal.Attach(logger, durations);
        }
    }

    /// <summary>Sets the time at which requests in flight are given up and no others are sent; the first call counts.</summary>
    public void StopWithin(TimeSpan limit)
    {
        if (!Interlocked.Exchange(ref _isStopping, true))
        {
            _stopping.CancelAfter(limit);
        }
    }

    public void Dispose() => _stopping.Dispose();
}
