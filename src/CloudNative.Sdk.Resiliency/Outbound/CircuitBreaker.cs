namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Lets calls to a service fail at once while most of them fail anyway.</summary>
/// <remarks>
/// Thread-safe. A call that succeeds while the breaker is closed takes no lock. A call comes back with the pass that it got: what went out before the state changed says nothing about
/// the state after it, least of all that a trial has failed.
/// </remarks>
internal sealed class CircuitBreaker(TimeProvider time, Action<BreakerState> changed)
{
    /// <summary>How long an open breaker counts that nobody asks any more.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly Lock _turn = new();
    private readonly BreakerWindow _window = new(time);
    private volatile BreakerState _state;
    private volatile int _pass;
    private long _openUntil;
    private long _trialSince;
    private long _lastAsked;

    public BreakerState State => _state;

    /// <summary>Gets whether it keeps calls away. Where no call has come for a minute there are none to keep away: the service may long be gone.</summary>
    public bool IsStopping => _state switch
    {
        BreakerState.Closed => false,
        BreakerState.Isolated => true,
        _ => OpenFor() > TimeSpan.Zero || time.GetElapsedTime(Volatile.Read(ref _lastAsked)) < Forgotten,
    };

    /// <summary>Gets how long it stays open; zero where it is not.</summary>
    public TimeSpan OpenFor()
    {
        if (_state != BreakerState.Open)
        {
            return TimeSpan.Zero;
        }

        var left = time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _openUntil));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Asks for a call.</summary>
    /// <param name="policy">The policy; where it wants no breaker, only one that was isolated by hand keeps calls away.</param>
    /// <param name="pass">What the call comes back with.</param>
    /// <returns>False where it must fail at once.</returns>
    public bool TryEnter(CallPolicy policy, out int pass)
    {
        // Before the state: a pass that is too old is ignored, one that is too new would not be.
        pass = _pass;
        return _state switch
        {
            BreakerState.Closed => true,
            BreakerState.Isolated => false,
            _ => !policy.Breaker || TryTrial(policy, out pass),
        };
    }

    /// <summary>Notes that a call came back well.</summary>
    public void Succeeded(CallPolicy policy, int pass, long now)
    {
        if (pass != _pass)
        {
            return;
        }

        if (_state == BreakerState.Closed)
        {
            _window.Succeeded(policy, now, _turn);
            return;
        }

        lock (_turn)
        {
            if (pass != _pass || _state != BreakerState.HalfOpen)
            {
                return;
            }

            Change(BreakerState.Closed);
        }

        changed(BreakerState.Closed);
    }

    /// <summary>Notes that a call failed.</summary>
    public void Failed(CallPolicy policy, int pass)
    {
        lock (_turn)
        {
            if (pass != _pass || (_state == BreakerState.Closed && !_window.Failed(policy)))
            {
                return;
            }

            // A service that is still down is no news.
            var isNews = _state == BreakerState.Closed;
            var now = time.GetTimestamp();
            Volatile.Write(ref _openUntil, now + (long)(policy.BreakDuration.TotalSeconds * time.TimestampFrequency));
            Volatile.Write(ref _lastAsked, now);
            Change(BreakerState.Open);
            if (!isNews)
            {
                return;
            }
        }

        changed(BreakerState.Open);
    }

    /// <summary>Notes that a call ended without telling anything: its caller gave it up.</summary>
    public void Abandoned(int pass)
    {
        if (pass == _pass && _state == BreakerState.Closed)
        {
            return;
        }

        lock (_turn)
        {
            // The next call is the trial then.
            _trialSince = pass == _pass ? 0 : _trialSince;
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
            if (_state == state)
            {
                return;
            }

            Change(state);
        }

        changed(state);
    }

    private bool TryTrial(CallPolicy policy, out int pass)
    {
        lock (_turn)
        {
            var now = time.GetTimestamp();
            Volatile.Write(ref _lastAsked, now);
            pass = _pass;
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
                case BreakerState.Open:
                    Change(BreakerState.HalfOpen);
                    break;
                default:
                    break;
            }

            _trialSince = now;
            pass = _pass;
            return true;
        }
    }

    private void Change(BreakerState state)
    {
        _state = state;
        _pass++;
        _trialSince = 0;
        _window.Clear();
    }
}
