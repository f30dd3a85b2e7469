namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>The moment from which on nobody waits for the answer to the request that is being served; it flows with the code that serves it.</summary>
/// <param name="end">The moment, by the clock of this process: clocks of other machines never count.</param>
/// <param name="time">The clock.</param>
internal sealed class Deadline(long end, TimeProvider time)
{
    private static readonly AsyncLocal<Deadline?> Flowing = new();

    /// <summary>Gets or sets the deadline of the request that this code serves; null where there is none.</summary>
    public static Deadline? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Gets how much time is left; zero or less when it is over.</summary>
    public TimeSpan Left => time.GetElapsedTime(time.GetTimestamp(), end);

    public static Deadline In(TimeSpan left, TimeProvider time) => new(time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency), time);
}
