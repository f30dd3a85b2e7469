using System.Runtime.InteropServices;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>Collects the metrics for scrapes: one collection at a time, shared by all that wait for it.</summary>
/// <remarks>
/// <para>Thread-safe. A scrape that comes while a collection runs gets the next one, so any number of concurrent scrapes costs two collections, and no scrape
/// gets values older than itself. A collection runs on a thread of the pool; a scrape gives up when its time is over, the collection goes on.</para>
/// <para>OpenTelemetry's points change with the next collection, and a client may take as long as it likes to read the page. Therefore a collection ends with
/// a copy of the numbers (<see cref="Snapshot"/>), and the text is made from the copy: nothing that a client does or leaves undone can hold up a collection or
/// change the numbers of a page that has begun. Copies are used again. At most <see cref="MaxSnapshots"/> are there: when one more is needed, the collection
/// waits until one is given back, and after <see cref="Grace"/> the scrapes that read the oldest are ended.</para>
/// </remarks>
internal sealed class MetricsCollector : IThreadPoolWorkItem, IDisposable
{
    /// <summary>How many copies of the numbers may be read at a time.</summary>
    public const int MaxSnapshots = 4;

    /// <summary>How long a collection waits for scrapes that still read.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private const string NotRunning = "the meter provider is not running";
    private const int MaxIdle = 2;
    private const int MaxIdleScrapes = 64;

    private readonly Lock _gate = new();
    private readonly SnapshotExporter _exporter;
    private readonly TimeProvider _time;
    private readonly ITimer _grace;
    private readonly Stack<Scrape> _scrapes = new();
    private readonly Stack<Snapshot> _idle = new();
    private readonly List<Snapshot> _read = [];
    private List<Scrape> _waiting = [];
    private List<Scrape> _served = [];
    private bool _running;
    private bool _blocked;

    public MetricsCollector(SnapshotExporter exporter, TimeProvider time)
    {
        (_exporter, _time) = (exporter, time);
        _grace = time.CreateTimer(static state => ((MetricsCollector)state!).OnGraceOver(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets how many copies of the numbers are being read.</summary>
    public int SnapshotsRead
    {
        get
        {
            lock (_gate)
            {
                return _read.Count;
            }
        }
    }

    /// <summary>Asks for a collection that begins after this call.</summary>
    /// <param name="limit">How long to wait.</param>
    /// <param name="scrape">To be given back by <see cref="End"/> when the page is written, or could not be.</param>
    /// <returns>The numbers; null where there are none, for the reason that the scrape gives.</returns>
    public ValueTask<Snapshot?> CollectAsync(TimeSpan limit, out Scrape scrape)
    {
        lock (_gate)
        {
            scrape = _scrapes.Count > 0 ? _scrapes.Pop() : new Scrape(_time);
            var collected = scrape.Start(limit);
            _waiting.Add(scrape);
            if (!_running && !_blocked)
            {
                Run();
            }

            return collected;
        }
    }

    /// <summary>Ends a scrape, and gives back the numbers that it has read.</summary>
    public void End(Scrape scrape)
    {
        scrape.End();
        lock (_gate)
        {
            if (scrape.Snapshot is { } snapshot && snapshot.Readers.Remove(scrape) && snapshot.Readers.Count == 0)
            {
                _read.Remove(snapshot);
                Keep(snapshot);
                if (_blocked)
                {
                    _blocked = false;
                    Run();
                }
            }

            if (scrape.IsReusable && _scrapes.Count < MaxIdleScrapes)
            {
                _scrapes.Push(scrape);
            }
            else
            {
                scrape.DisposeTimer();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _grace.Dispose();
            foreach (var scrape in _scrapes)
            {
                scrape.DisposeTimer();
            }

            _scrapes.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryBegin(out var snapshot))
        {
            Serve(snapshot, Collect(snapshot));
        }
    }

    /// <summary>Collects.</summary>
    /// <returns>Why nothing was collected, or null.</returns>
    private string? Collect(Snapshot snapshot)
    {
        try
        {
            // A provider that is still being built collects nothing, and an empty page would look like a service without metrics.
            return _exporter.Reader is not { } reader ? NotRunning
                : !reader.Collect(snapshot) ? "the collection failed"
                : snapshot.Metrics.Tables.Length == 0 ? NotRunning
                : null;
        }
        catch (Exception exception)
        {
            return $"the collection failed: {exception.GetType().Name}";
        }
    }

    private bool TryBegin([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Snapshot? snapshot)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                (_running, snapshot) = (false, null);
                return false;
            }

            if (_read.Count >= MaxSnapshots)
            {
                (_running, _blocked, snapshot) = (false, true, null);
                _grace.Change(Grace, Timeout.InfiniteTimeSpan);
                return false;
            }

            (_waiting, _served) = (_served, _waiting);
            foreach (var scrape in _served)
            {
                scrape.OnCollecting();
            }

            snapshot = _idle.Count > 0 ? _idle.Pop() : new Snapshot();
            return true;
        }
    }

    private void Run()
    {
        _running = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void OnGraceOver()
    {
        lock (_gate)
        {
            if (_blocked)
            {
                _grace.Change(Grace, Timeout.InfiniteTimeSpan);
                StopReaders(_read[0]);
            }
        }
    }

    private static void StopReaders(Snapshot oldest)
    {
        // From the end: a scrape that ends at once takes itself off the list.
        for (var i = oldest.Readers.Count - 1; i >= 0; i--)
        {
            oldest.Readers[i].Stop("the client was overtaken by too many later scrapes");
        }
    }

    private void Serve(Snapshot snapshot, string? failure)
    {
        lock (_gate)
        {
            foreach (var scrape in CollectionsMarshal.AsSpan(_served))
            {
                if (scrape.TryComplete(failure is null ? snapshot : null, failure) && failure is null)
                {
                    snapshot.Readers.Add(scrape);
                }
            }

            _served.Clear();
            if (snapshot.Readers.Count > 0)
            {
                _read.Add(snapshot);
            }
            else
            {
                Keep(snapshot);
            }
        }
    }

    private void Keep(Snapshot snapshot)
    {
        if (_idle.Count < MaxIdle)
        {
            _idle.Push(snapshot);
        }
    }
}
