namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Lets calls to a service fail at once while most of them fail anyway.</summary>
/// <remarks>
/// Thread-safe. A call that succeeds while the breaker is closed takes no lock. The window is two halves: the older one is dropped when the newer one is full.
/// </remarks>
internal sealed class CircuitBreaker(TimeProvider time, Action<BreakerState> changed)
{
    private readonly Lock _turn = new();
    private volatile BreakerState _state;
    private long _openUntil;
    private long _trialSince;
    private long _halfSince;
    private int _calls;
    private int _failures;
    private int _formerCalls;
    private int _formerFailures;

    public BreakerState State => _state;

    /// <summary>Gets how long it stays open; zero where it is not.</summary>
    public TimeSpan OpenFor()
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _openUntil));
        return _state == BreakerState.Open && left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Asks for a call.</summary>
    /// <returns>False where it must fail at once.</returns>
    public bool TryEnter(CallPolicy policy) => _state == BreakerState.Closed || TryTrial(policy);

    /// <summary>Notes that a call came back well.</summary>
    public void Succeeded(CallPolicy policy)
    {
        if (_state != BreakerState.Closed)
        {
            EndTrial(hasSucceeded: true, policy);
            return;
        }

        Interlocked.Increment(ref _calls);
    }

    /// <summary>Notes that a call failed.</summary>
    public void Failed(CallPolicy policy)
    {
        if (_state != BreakerState.Closed)
        {
            EndTrial(hasSucceeded: false, policy);
            return;
        }

        lock (_turn)
        {
            Turn(policy);
            Interlocked.Increment(ref _calls);
            _failures++;
            var (calls, failures) = (Volatile.Read(ref _calls) + _formerCalls, _failures + _formerFailures);
            if (calls >= policy.BreakerMinimumCalls && failures >= calls * policy.BreakerFailureShare)
            {
                Open(policy);
            }
        }
    }

    /// <summary>Notes that a call ended without telling anything: its caller gave it up.</summary>
    public void Abandoned()
    {
        lock (_turn)
        {
            // The next call is the trial then.
            _trialSince = 0;
        }
    }

    /// <summary>Lets calls fail at once until the breaker is closed by hand.</summary>
    public void Isolate() => Set(BreakerState.Isolated);

    /// <summary>Lets calls through, and forgets what was counted.</summary>
    public void Close() => Set(BreakerState.Closed);

    private void Set(BreakerState state)
    {
        lock (_turn)
        {
            Change(state);
        }
    }

    private bool TryTrial(CallPolicy policy)
    {
        lock (_turn)
        {
            var now = time.GetTimestamp();
            switch (_state)
            {
                case BreakerState.Closed:
                    return true;
                case BreakerState.Isolated:
                case BreakerState.Open when now < _openUntil:
                    return false;

                // A trial that never came back must not keep the breaker open for ever.
                case BreakerState.HalfOpen when _trialSince != 0 && time.GetElapsedTime(_trialSince, now) < policy.BreakDuration:
                    return false;
                default:
                    _trialSince = now;
                    Change(BreakerState.HalfOpen);
                    return true;
            }
        }
    }

    private void EndTrial(bool hasSucceeded, CallPolicy policy)
    {
        lock (_turn)
        {
            // Calls that were under way when the breaker opened come back here too, and change nothing.
            if (_state != BreakerState.HalfOpen)
            {
                return;
            }

            if (hasSucceeded)
            {
                Change(BreakerState.Closed);
            }
            else
            {
                Open(policy);
            }
        }
    }

    private void Open(CallPolicy policy)
    {
        Volatile.Write(ref _openUntil, time.GetTimestamp() + (long)(policy.BreakDuration.TotalSeconds * time.TimestampFrequency));
        Change(BreakerState.Open);
    }

    private void Change(BreakerState state)
    {
        if (_state == state)
        {
            return;
        }

        _state = state;
        _trialSince = state == BreakerState.HalfOpen ? _trialSince : 0;
        (_calls, _failures, _formerCalls, _formerFailures, _halfSince) = (0, 0, 0, 0, time.GetTimestamp());
        changed(state);
    }

    private void Turn(CallPolicy policy)
    {
        var now = time.GetTimestamp();
        var half = policy.BreakerWindow / 2;
        var elapsed = time.GetElapsedTime(_halfSince, now);
        if (elapsed < half)
        {
            return;
        }

        var isRecent = elapsed < policy.BreakerWindow;
        (_formerCalls, _formerFailures) = isRecent ? (Interlocked.Exchange(ref _calls, 0), _failures) : (0, 0);
        if (!isRecent)
        {
            Volatile.Write(ref _calls, 0);
        }

        _failures = 0;
        _halfSince = now;
    }
}
