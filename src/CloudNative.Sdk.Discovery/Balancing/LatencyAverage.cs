namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>
/// The moving average of an instance's times to answer. It rises fast and falls slowly, and without calls it fades, so that an instance that was slow is
/// tried again after a while, however slow it was: the first answer of a service that has just started can take a hundred times as long as the next.
/// </summary>
/// <remarks>Thread-safe without a lock: of two updates at one moment one may be lost, which an average can bear.</remarks>
internal sealed class LatencyAverage(TimeProvider time)
{
    private const double Rise = 0.5;
    private const double LeastFall = 0.1;
    private const double MaxHalvings = 64;

    /// <summary>Each such time without a call halves the average.</summary>
    private readonly double _fade = 3d * time.TimestampFrequency;

    private double _average;
    private long _at;

    /// <summary>Gets the average in ticks of the clock; 0 before the first call.</summary>
    public double At(long now)
    {
        var average = Volatile.Read(ref _average);
        var halvings = (now - Volatile.Read(ref _at)) / _fade;
        return halvings < 1 ? average : Math.ScaleB(average, -(int)Math.Min(halvings, MaxHalvings));
    }

    public void Add(long ticks, long now)
    {
        var before = At(now);
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
