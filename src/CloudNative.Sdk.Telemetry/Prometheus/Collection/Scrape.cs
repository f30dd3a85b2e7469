using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace CloudNative.Sdk.Telemetry.Prometheus.Collection;

/// <summary>One scrape on its way: it waits for its collection, then writes, and is over when its time is up. Used again for later scrapes.</summary>
/// <remarks>Thread-safe: the collector, the timer and the request meet here.</remarks>
internal sealed class Scrape : IValueTaskSource<Snapshot?>
{
    private static readonly TimeSpan TimerResolution = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<Snapshot?> _collected = new() { RunContinuationsAsynchronously = true };
    private Phase _phase;
    private TimeSpan _limit;
    private long _started;
    private PipeWriter? _writer;

    public Scrape(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Scrape)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Phase
    {
        Idle,
        Queued,
        Collecting,
        Collected,
        Writing,
        Over,
    }

    /// <summary>Gets why there is nothing to write, or why the writing has ended early.</summary>
    public string? Failure { get; private set; }

    /// <summary>Gets what the scrape reads.</summary>
    public Snapshot? Snapshot { get; private set; }

    /// <summary>Gets whether nobody but the owner of this object can still reach it.</summary>
    public bool IsReusable { get; private set; }

    /// <summary>Begins to wait.</summary>
    public ValueTask<Snapshot?> Start(TimeSpan limit)
    {
        (_phase, _limit, _started) = (Phase.Queued, limit, _time.GetTimestamp());
        (Failure, Snapshot, IsReusable) = (null, null, false);
        _collected.Reset();
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
        return new ValueTask<Snapshot?>(this, _collected.Version);
    }

    /// <summary>Tells that the collection for this scrape has begun.</summary>
    public void OnCollecting()
    {
        lock (_gate)
        {
            _phase = _phase == Phase.Queued ? Phase.Collecting : _phase;
        }
    }

    /// <summary>Hands over the numbers, or the reason why there are none.</summary>
    /// <returns>False where the scrape has ended already.</returns>
    public bool TryComplete(Snapshot? snapshot, string? failure)
    {
        lock (_gate)
        {
            IsReusable = true;
            return TryEndWait(snapshot, failure);
        }
    }

    /// <summary>Begins to write; from now on the end of the time, or <see cref="Stop"/>, cancels a flush that waits for the client.</summary>
    /// <param name="writer">Where the page goes.</param>
    /// <param name="limit">How long it may take, from the start of the scrape.</param>
    public void BeginWriting(PipeWriter writer, TimeSpan limit)
    {
        lock (_gate)
        {
            (_phase, _writer, _limit) = (Phase.Writing, writer, limit);
            var left = limit - _time.GetElapsedTime(_started);
            _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the writing early.</summary>
    public void Stop(string reason)
    {
        lock (_gate)
        {
            if (_phase is Phase.Collected or Phase.Writing)
            {
                Failure ??= reason;
                _writer?.CancelPendingFlush();
            }
        }
    }

    /// <summary>Ends the scrape.</summary>
    public void End()
    {
        lock (_gate)
        {
            (_phase, _writer) = (Phase.Over, null);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void DisposeTimer() => _timer.Dispose();

    Snapshot? IValueTaskSource<Snapshot?>.GetResult(short token) => _collected.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Snapshot?>.GetStatus(short token) => _collected.GetStatus(token);

    void IValueTaskSource<Snapshot?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _collected.OnCompleted(continuation, state, token, flags);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_phase is Phase.Idle or Phase.Collected or Phase.Over)
            {
                return;
            }

            // A timer may fire a little early, and this one may have been on its way when the object began its next scrape.
            if (_limit - _time.GetElapsedTime(_started) is var left && left > TimeSpan.Zero)
            {
                _timer.Change(left + TimerResolution, Timeout.InfiniteTimeSpan);
                return;
            }

            var seconds = FormattableString.Invariant($"{_limit.TotalSeconds:0.###} s");
            switch (_phase)
            {
                case Phase.Queued:
                    TryEndWait(null, $"an earlier collection did not end within {seconds}; an observable instrument may hang");
                    break;
                case Phase.Collecting:
                    TryEndWait(null, $"the collection did not end within {seconds}; an observable instrument may hang");
                    break;
                default:
                    Failure ??= $"the client did not take the page within {seconds}";
                    _writer?.CancelPendingFlush();
                    break;
            }
        }
    }

    private bool TryEndWait(Snapshot? snapshot, string? failure)
    {
        if (_phase is not (Phase.Queued or Phase.Collecting))
        {
            return false;
        }

        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        (_phase, Snapshot, Failure) = (snapshot is null ? Phase.Over : Phase.Collected, snapshot, failure);
        _collected.SetResult(snapshot);
        return true;
    }
}
