namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Lets requests in up to the limit, each priority up to its share of it, and lets some wait a moment for a place.</summary>
/// <remarks>Thread-safe. A request that finds a place costs one interlocked addition on the way in, and one on the way out.</remarks>
internal sealed class InboundLimiter : IDisposable
{
    private readonly TimeProvider _time;
    private readonly AdaptiveLimit _limit;
    private readonly WaitingRequests _waiting;
    private readonly double _sheddableShare;
    private readonly double _defaultShare;
    private volatile Caps _caps;
    private int _inFlight;

    public InboundLimiter(InboundOptions options, TimeProvider time, SheddingState state)
    {
        _time = time;
        (_sheddableShare, _defaultShare) = (options.SheddableShare, options.DefaultShare);
        _limit = new AdaptiveLimit(options, time);
        _caps = CapsNow();
        _waiting = new WaitingRequests(options.QueueTime, time, TryEnter);
        State = state;
    }

    public SheddingState State { get; }

    public int Limit => _limit.Current;

    public TimeSpan Baseline => _limit.Baseline;

    public int InFlight => Math.Max(0, Volatile.Read(ref _inFlight));

    public int Waiting => _waiting.Count;

    public TimeProvider Time => _time;

    /// <summary>Takes a place. Who gets one calls <see cref="Leave"/> once.</summary>
    public bool TryEnter(RequestPriority priority)
    {
        var underWay = Interlocked.Increment(ref _inFlight);
        if (underWay > _caps.Of(priority))
        {
            Interlocked.Decrement(ref _inFlight);
            return false;
        }

        _limit.Note(underWay);
        return true;
    }

    /// <summary>Gets whether a request may wait for a place. While there is more than can be done, waiting would only make all of it slower.</summary>
    public bool MayWait(RequestPriority priority) =>
        _waiting.IsAllowed && (priority == RequestPriority.Critical || (priority == RequestPriority.Default && !State.IsLasting));

    /// <summary>Waits for a place.</summary>
    /// <returns>False where there was none in time.</returns>
    public Task<bool> WaitAsync(RequestPriority priority) => _waiting.WaitAsync(priority, _caps.All);

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _inFlight);
        _waiting.PlaceFree();
    }

    /// <summary>Takes the time to an answer into account.</summary>
    /// <param name="since">When the request got its place.</param>
    /// <param name="hasFailed">Whether the answer says that the request was not served.</param>
    public void Measure(long since, bool hasFailed)
    {
        if (_limit.Measure(_time.GetElapsedTime(since), hasFailed) && _limit.Current != _caps.All)
        {
            _caps = CapsNow();
        }
    }

    public void Dispose() => _waiting.Dispose();

    private Caps CapsNow()
    {
        var limit = _limit.Current;
        return new Caps(Math.Max(1, (int)(limit * _sheddableShare)), Math.Max(1, (int)(limit * _defaultShare)), limit);
    }

    private sealed record Caps(int Sheddable, int Default, int All)
    {
        public int Of(RequestPriority priority) => priority switch
        {
            RequestPriority.Sheddable => Sheddable,
            RequestPriority.Default => Default,
            _ => All,
        };
    }
}
