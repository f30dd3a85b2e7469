namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>How much time a call has, and each of its attempts.</summary>
internal static class CallTime
{
    /// <summary>How much too early the timers of .NET may fire: they count by a clock that moves in steps of up to 4 ms, or more where a machine stalls.</summary>
    public static readonly TimeSpan TimerStep = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan LeastWithEarly = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MostEarly = TimeSpan.FromMilliseconds(50);

    public static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == Timeout.InfiniteTimeSpan || (other != Timeout.InfiniteTimeSpan && other < one) ? other : one;

    /// <summary>Gets how much too early the timer of a limit has fired; zero where it has not.</summary>
    public static TimeSpan Earliness(in AttemptLimit limit, long begun, TimeProvider time) =>
        limit.Length - time.GetElapsedTime(begun) is var early && early > TimeSpan.Zero ? early : TimeSpan.Zero;

    /// <summary>Gets the time for the attempts of a call that begins.</summary>
    public static TimeSpan OfAttempts(CallPolicy policy, TimeSpan total) => total == Timeout.InfiniteTimeSpan ? total : total - Early(policy, total);

    /// <summary>Gets how much of it is left.</summary>
    public static TimeSpan Left(in Call call, TimeSpan total, TimeProvider time) =>
        total == Timeout.InfiniteTimeSpan ? total
        : OfAttempts(call.Policy, total) - time.GetElapsedTime(call.Started) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>
    /// Gets how much earlier than <see cref="HttpClient"/>, whose limit is the same, we give a call up. If that came first, a service that hangs would look like a caller who has given up: no
    /// failure to the breaker, and nothing to the fallback. A deadline is nobody's limit but ours.
    /// </summary>
    private static TimeSpan Early(CallPolicy policy, TimeSpan total)
    {
        if (total != policy.TotalTimeout || total < LeastWithEarly)
        {
            return TimeSpan.Zero;
        }

        var share = new TimeSpan(total.Ticks / 20);
        return share < MostEarly ? share : MostEarly;
    }
}
