namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Admits so many a second in the long run, and a burst after a silence.</summary>
/// <remarks>Thread-safe and without a lock: the whole state is the time at which the bucket would be full again (the generic cell rate algorithm).</remarks>
internal sealed class TokenBucket
{
    private readonly TimeProvider _time;
    private readonly long _interval;
    private readonly long _tolerance;
    private long _full;

    public TokenBucket(double perSecond, int burst, TimeProvider time)
    {
        _time = time;
        _interval = Math.Max(1, (long)(time.TimestampFrequency / perSecond));
        _tolerance = _interval * (burst - 1);
        _full = time.GetTimestamp();
    }

    public bool TryTake()
    {
        while (true)
        {
            var now = _time.GetTimestamp();
            var full = Volatile.Read(ref _full);
            var start = Math.Max(full, now);
            if (start - now > _tolerance)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _full, start + _interval, full) == full)
            {
                return true;
            }
        }
    }
}
