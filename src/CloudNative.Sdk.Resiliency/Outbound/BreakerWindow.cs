namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Counts the calls of a time and those of them that failed.</summary>
/// <remarks>Two halves: the older one is dropped when the newer one is full. Successes turn them too, or the first failure after a long calm would be judged without the answers before it.</remarks>
internal sealed class BreakerWindow(TimeProvider time)
{
    private long _halfSince;
    private int _calls;
    private int _failures;
    private int _formerCalls;
    private int _formerFailures;

    /// <summary>Counts a success; only the one that fills a half takes the lock.</summary>
    public void Succeeded(CallPolicy policy, long now, Lock turn)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _halfSince), now) >= policy.BreakerWindow / 2)
        {
            lock (turn)
            {
                Turn(policy);
            }
        }

        Interlocked.Increment(ref _calls);
    }

    /// <summary>Counts a failure, within the lock.</summary>
    /// <returns>Whether there are too many of them.</returns>
    public bool Failed(CallPolicy policy)
    {
        Turn(policy);
        Interlocked.Increment(ref _calls);
        _failures++;
        var (calls, failures) = (Volatile.Read(ref _calls) + _formerCalls, _failures + _formerFailures);
        return calls >= policy.BreakerMinimumCalls && failures >= calls * policy.BreakerFailureShare;
    }

    /// <summary>Forgets everything, within the lock.</summary>
    public void Clear()
    {
        Volatile.Write(ref _calls, 0);
        (_failures, _formerCalls, _formerFailures) = (0, 0, 0);
        Volatile.Write(ref _halfSince, time.GetTimestamp());
    }

    private void Turn(CallPolicy policy)
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_halfSince, now);
        if (elapsed < policy.BreakerWindow / 2)
        {
            return;
        }

        var calls = Interlocked.Exchange(ref _calls, 0);
        (_formerCalls, _formerFailures) = elapsed < policy.BreakerWindow ? (calls, _failures) : (0, 0);
        _failures = 0;
        Volatile.Write(ref _halfSince, now);
    }
}
