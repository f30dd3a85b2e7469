namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Tells the instruments of one collection, which come within microseconds of each other, from the next collection.</summary>
internal sealed class Freshness(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(20);

    private long _since = time.GetTimestamp();

    /// <summary>Tells whether it is time to read again, and if so begins anew.</summary>
    public bool IsOver()
    {
        if (time.GetElapsedTime(_since) < Length)
        {
            return false;
        }

        _since = time.GetTimestamp();
        return true;
    }
}
