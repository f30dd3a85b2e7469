namespace CloudNative.Sdk.Discovery.Ejecting;

/// <summary>What speaks for and against calling an instance.</summary>
/// <remarks>Counts are kept without a lock; whether it is ejected changes under the lock of its service.</remarks>
internal sealed class InstanceHealth
{
    private const double LeastShare = 0.1;

    private int _consecutive;
    private long _windowStart;
    private long _windowCalls;
    private int _windowFailures;
    private volatile Ejection? _ejection;
    private long _returnedAt;
    private long _slowStart;

    public Ejection? Ejection => _ejection;

    public bool IsEjected => _ejection is not null;

    /// <summary>Gets how often it was ejected in succession.</summary>
    public int Ejections { get; private set; }

    /// <summary>Gets whether it came back and has not answered since: one failure is then enough.</summary>
    public bool IsOnProbation { get; private set; }

    /// <summary>Gets whether it does not get its full share of the calls yet.</summary>
    public bool IsReturning => Volatile.Read(ref _slowStart) > 0;

    /// <summary>Decides by chance whether it takes a call, the more likely the longer it is back.</summary>
    public bool IsReady(long now)
    {
        var slowStart = Volatile.Read(ref _slowStart);
        return slowStart == 0 || Random.Shared.NextDouble() < Math.Max(LeastShare, (double)(now - Volatile.Read(ref _returnedAt)) / slowStart);
    }

    public void Succeeded()
    {
        // Only where it changes something: the counts are shared by all threads that call the instance.
        if (Volatile.Read(ref _consecutive) != 0)
        {
            Volatile.Write(ref _consecutive, 0);
        }

        if (IsOnProbation)
        {
            IsOnProbation = false;
        }
    }

    /// <summary>Counts a failed call.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="calls">The calls that had ended before.</param>
    /// <param name="now">The time of the clock.</param>
    /// <param name="window">The window, in ticks of the clock.</param>
    /// <returns>Why the instance should be ejected, or null.</returns>
    public EjectionReason? Failed(EjectionOptions options, long calls, long now, long window)
    {
        var consecutive = Interlocked.Increment(ref _consecutive);
        if (now - Volatile.Read(ref _windowStart) > window)
        {
            Volatile.Write(ref _windowStart, now);
            Volatile.Write(ref _windowCalls, calls);
            Volatile.Write(ref _windowFailures, 0);
        }

        var failures = Interlocked.Increment(ref _windowFailures);
        var total = calls + 1 - Volatile.Read(ref _windowCalls);
        return IsOnProbation || consecutive >= options.ConsecutiveFailures ? EjectionReason.ConsecutiveFailures
            : total >= options.MinimumCalls && failures >= total * options.FailureShare ? EjectionReason.FailureShare
            : null;
    }

    public void Eject(EjectionReason reason, long now, long until, bool isInSuccession)
    {
        Ejections = isInSuccession ? Ejections + 1 : 1;
        _ejection = new Ejection(reason, _ejection?.Since ?? now, until);
    }

    /// <summary>Calls the instance again.</summary>
    /// <param name="now">The time of the clock.</param>
    /// <param name="slowStart">How long it takes until it has its full share; 0 gives it at once.</param>
    /// <param name="isOnProbation">Whether the next failure ejects it again.</param>
    public void Return(long now, long slowStart, bool isOnProbation)
    {
        Volatile.Write(ref _returnedAt, now);
        Volatile.Write(ref _slowStart, slowStart);
        Volatile.Write(ref _consecutive, 0);
        Volatile.Write(ref _windowStart, 0);
        IsOnProbation = isOnProbation;
        _ejection = null;
    }

    /// <summary>Ends the slow start when its time is over.</summary>
    /// <returns>Whether it ended now.</returns>
    public bool EndSlowStart(long now)
    {
        if (!IsReturning || now - Volatile.Read(ref _returnedAt) < Volatile.Read(ref _slowStart))
        {
            return false;
        }

        Volatile.Write(ref _slowStart, 0);
        return true;
    }

    /// <summary>Tells whether a call began before the instance came back.</summary>
    public bool IsFormer(long started) => started < Volatile.Read(ref _returnedAt);

    /// <summary>Tells whether the last ejection is so near that another one follows it.</summary>
    public bool WasBack(long now, long within) => Ejections > 0 && now - Volatile.Read(ref _returnedAt) < within;
}
