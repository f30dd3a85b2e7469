using Microsoft.Extensions.ObjectPool;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>The token of one attempt: cancelled with the caller's, or when the time is over. Its source comes from a pool, since every call needs one.</summary>
internal readonly struct AttemptLimit
{
    private static readonly DefaultObjectPool<CancellationTokenSource> Pool = new(new Policy(), maximumRetained: 256);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private readonly bool _isPooled;

    private AttemptLimit(CancellationTokenSource source, TimeSpan length, bool isPooled, CancellationToken caller)
    {
        Length = length;
        _source = source;
        _caller = caller;
        _isPooled = isPooled;
        _registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets how long it is.</summary>
    public TimeSpan Length { get; }

    /// <summary>Gets whether the time was over, and the caller has not given up.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    public static AttemptLimit Begin(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        // Only the clock of the system can be set anew.
        if (time != TimeProvider.System)
        {
            return new AttemptLimit(new CancellationTokenSource(limit, time), limit, isPooled: false, caller);
        }

        var source = Pool.Get();
        source.CancelAfter(limit);
        return new AttemptLimit(source, limit, isPooled: true, caller);
    }

    /// <summary>Ends the attempt; its token must not be used any more.</summary>
    public void End()
    {
        _registration.Dispose();
        if (_isPooled)
        {
            Pool.Return(_source);
        }
        else
        {
            _source.Dispose();
        }
    }

    private sealed class Policy : PooledObjectPolicy<CancellationTokenSource>
    {
        public override CancellationTokenSource Create() => new();

        public override bool Return(CancellationTokenSource obj)
        {
            if (obj.TryReset())
            {
                return true;
            }

            obj.Dispose();
            return false;
        }
    }
}
