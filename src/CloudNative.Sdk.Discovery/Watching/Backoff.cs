namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>How long a source that failed is left alone.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    /// <summary>Callers wait for a first answer.</summary>
    private static readonly TimeSpan MostWithoutAnswer = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(15);

    /// <summary>Gets the time after so many failures in succession, at least one: longer each time, and never the same for all callers.</summary>
    public static TimeSpan After(int failures, bool hasAnswer)
    {
        var full = First * Math.Pow(2, Math.Min(failures - 1, 16));
        var most = hasAnswer ? Most : MostWithoutAnswer;
        return (full < most ? full : most) * (0.5 + (0.5 * Random.Shared.NextDouble()));
    }
}
