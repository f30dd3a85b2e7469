using System.Threading.RateLimiting;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>One service as one client calls it: its breaker, its counts, its limit.</summary>
internal sealed class CallTarget : IDisposable
{
    private readonly long[] _attempts = new long[Enum.GetValues<AttemptOutcome>().Length];
    private readonly Lock _turn = new();
    private RateLimiter? _limiter;
    private (int? Most, int Queue) _limit;
    private long _retries;
    private long _hedges;
    private long _hedgesWon;
    private long _rejected;

    public CallTarget(string client, string service, TimeProvider time, Action<CallTarget, BreakerState> changed)
    {
        Client = client;
        Service = service;
        Breaker = new CircuitBreaker(time, state => changed(this, state));
    }

    public string Client { get; }

    /// <summary>Gets scheme and authority, as <c>https+http://catalog</c>.</summary>
    public string Service { get; }

    /// <summary>Gets whether it stands for several services: then the failures of one must not keep calls away from the others.</summary>
    public bool IsShared { get; init; }

    public CircuitBreaker Breaker { get; }

    public AnswerTimes Times { get; } = new();

    public long Retries => Volatile.Read(ref _retries);

    public long Hedges => Volatile.Read(ref _hedges);

    public long HedgesWon => Volatile.Read(ref _hedgesWon);

    /// <summary>Gets the calls that failed at once, by the breaker or the limit of concurrent calls.</summary>
    public long Rejected => Volatile.Read(ref _rejected);

    public long Attempts(AttemptOutcome outcome) => Volatile.Read(ref _attempts[(int)outcome]);

    public void Attempted(AttemptOutcome outcome) => Interlocked.Increment(ref _attempts[(int)outcome]);

    public void Retried() => Interlocked.Increment(ref _retries);

    public void Hedged() => Interlocked.Increment(ref _hedges);

    public void WonHedge() => Interlocked.Increment(ref _hedgesWon);

    public void Reject() => Interlocked.Increment(ref _rejected);

    public void Dispose() => _limiter?.Dispose();

    /// <summary>Gets the limit of concurrent calls, or null; another one where the policy has changed.</summary>
    public RateLimiter? Limiter(CallPolicy policy)
    {
        if (policy.MaxConcurrency is not { } most)
        {
            return null;
        }

        lock (_turn)
        {
            if (_limiter is null || _limit != (most, policy.MaxQueue))
            {
                // Calls under way hold their places in the former one, which is not disposed for that.
                _limit = (most, policy.MaxQueue);
                _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = policy.MaxQueue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
            }

            return _limiter;
        }
    }
}
