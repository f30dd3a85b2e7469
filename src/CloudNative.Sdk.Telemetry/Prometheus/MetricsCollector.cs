using System.Buffers;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Collects the metrics for one scrape at a time, and writes what was collected.</summary>
/// <remarks>
/// Thread-safe. Scrapes wait for one another; those that waited through the beginning and the end of one collection are served from it, so any
/// number of concurrent scrapes costs two collections, and no scrape gets values older than itself.
/// </remarks>
internal sealed class MetricsCollector(SnapshotExporter exporter, ILogger<MetricsCollector> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly MetricCatalog _catalog = new(logger);
    private readonly PrometheusText _text = new(logger);
    private long _begun;
    private bool _complete;

    /// <summary>Writes the metrics as they are now, or nothing at all.</summary>
    /// <param name="limit">How long to wait for the turn, and then for the collection.</param>
    /// <param name="writer">Where to write; called for when the collection has succeeded.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Why there is nothing to write, or null.</returns>
    public async Task<string?> WriteAsync(TimeSpan limit, Func<IBufferWriter<byte>> writer, CancellationToken cancellation)
    {
        var begunAtArrival = Interlocked.Read(ref _begun);
        if (!await _turn.WaitAsync(limit, cancellation).ConfigureAwait(false))
        {
            return $"an earlier collection did not end within {limit.TotalSeconds:0.###} s; an observable instrument may hang";
        }

        var collection = _complete && _begun > begunAtArrival ? Task.FromResult(true) : Task.Run(Collect, CancellationToken.None);
        try
        {
            if (!await collection.WaitAsync(limit, cancellation).ConfigureAwait(false))
            {
                return "the meter provider is not running";
            }

            _text.Write(writer(), exporter.Resource, _catalog.Group(exporter.Metrics));
            return null;
        }
        catch (TimeoutException)
        {
            return $"the collection did not end within {limit.TotalSeconds:0.###} s; an observable instrument may hang";
        }
        finally
        {
            EndTurn(collection);
        }
    }

    public void Dispose() => _turn.Dispose();

    // A provider that is still being built collects nothing, and an empty page would look like a service without metrics.
    private bool Collect()
    {
        Interlocked.Increment(ref _begun);
        _complete = false;
        return _complete = exporter.Collect is { } collect && collect(Timeout.Infinite) && exporter.Metrics.Count > 0;
    }

    // An abandoned collection keeps the turn until it ends: the next one would change the values under it.
    private void EndTurn(Task collection)
    {
        if (collection.IsCompleted)
        {
            _turn.Release();
            return;
        }

        collection.ContinueWith(
            static (_, turn) => ((SemaphoreSlim)turn!).Release(), _turn, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
