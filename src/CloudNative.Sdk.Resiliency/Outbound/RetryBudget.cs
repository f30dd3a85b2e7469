namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>
/// Holds the repetitions of a client within a share of its calls, so that repeating cannot multiply the load on a service that fails. Each call pays a
/// part of a repetition in; each repetition takes a whole one out.
/// </summary>
/// <remarks>Thread-safe. In thousandths of a repetition. No more than a hundred can be saved up.</remarks>
internal sealed class RetryBudget(TimeProvider time)
{
    private const long Whole = 1000;

    private const int MostSaved = 100;

    /// <summary>How many seconds of the reserve may be saved up: a client of few calls can make all repetitions of one.</summary>
    private const int MostSeconds = 5;

    private readonly Lock _turn = new();
    private long _saved;
    private long _reserve = long.MinValue;
    private long _reserveAt;
    private long _refused;

    /// <summary>Gets how many repetitions were refused.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Gets how many repetitions are left.</summary>
    public double Left(CallPolicy policy) => (Volatile.Read(ref _saved) + ReserveNow(policy, time.GetTimestamp())) / (double)Whole;

    /// <summary>Pays a call in.</summary>
    public void Pay(CallPolicy policy)
    {
        // A full budget need not be written to: all calls of the client share it.
        if (Volatile.Read(ref _saved) < MostSaved * Whole)
        {
            Interlocked.Add(ref _saved, (long)(policy.RetryBudget * Whole));
        }
    }

    /// <summary>Takes a repetition out.</summary>
    /// <returns>False where none is left.</returns>
    public bool TryTake(CallPolicy policy)
    {
        for (var saved = Volatile.Read(ref _saved); saved >= Whole;)
        {
            var found = Interlocked.CompareExchange(ref _saved, saved - Whole, saved);
            if (found == saved)
            {
                return true;
            }

            saved = found;
        }

        if (TryTakeReserve(policy))
        {
            return true;
        }

        Interlocked.Increment(ref _refused);
        return false;
    }

    private bool TryTakeReserve(CallPolicy policy)
    {
        lock (_turn)
        {
            var now = time.GetTimestamp();
            var reserve = ReserveNow(policy, now);
            if (reserve < Whole)
            {
                // Nothing is noted: what has come back since the last time may be less than the least that can be.
                return false;
            }

            (_reserve, _reserveAt) = (reserve - Whole, now);
            return true;
        }
    }

    private long ReserveNow(CallPolicy policy, long now)
    {
        var most = MostSeconds * policy.RetryReserve * Whole;
        if (_reserve == long.MinValue)
        {
            return most;
        }

        var gained = Math.Min(time.GetElapsedTime(_reserveAt, now).TotalSeconds, MostSeconds) * policy.RetryReserve * Whole;
        return Math.Min(most, _reserve + (long)gained);
    }
}
