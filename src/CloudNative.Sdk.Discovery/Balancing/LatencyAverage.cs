namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>
/// The moving average of an instance's times to answer. It rises fast and falls slowly, and without calls it fades, so that an instance that was slow is
/// tried again after a while.
/// </summary>
/// <remarks>Thread-safe without a lock: of two updates at one moment one may be lost, which an average can bear.</remarks>
internal sealed class LatencyAverage(TimeProvider time)
{
    private const double Rise = 0.5;
    private const double LeastFall = 0.1;

    /// <summary>After this time without a call the average counts half.</summary>
    private readonly double _fade = 5d * time.TimestampFrequency;

    private double _average;
    private long _at;

    /// <summary>Gets the average in ticks of the clock; 0 before the first call.</summary>
    public double At(long now)
    {
        var average = Volatile.Read(ref _average);
        return average == 0 ? 0 : average / (1 + (Math.Max(0, now - Volatile.Read(ref _at)) / _fade));
    }

    public void Add(long ticks, long now)
    {
        var before = Volatile.Read(ref _average);
        var sample = Math.Max(1d, ticks);
        if (before != 0)
        {
            var elapsed = Math.Max(0, now - Volatile.Read(ref _at));
            var share = sample > before ? Rise : Math.Max(LeastFall, elapsed / (elapsed + _fade));
            sample = before + (share * (sample - before));
        }

        Volatile.Write(ref _average, sample);
        Volatile.Write(ref _at, now);
    }
}
