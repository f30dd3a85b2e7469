namespace CloudNative.Sdk.Pauses;

/// <summary>How long what failed is left alone: longer each time, and never the same for all, so that many callers do not come back together.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 16;

    /// <summary>Gets the time after failures in succession; chance takes up to a half of it away.</summary>
    /// <param name="failures">How many there were, at least one.</param>
    /// <param name="first">The longest time after the first; each further failure doubles it.</param>
    /// <param name="most">The longest time of all.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan most)
    {
        var full = first * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        return (full < most ? full : most) * (1 - (Random.Shared.NextDouble() / 2));
    }
}
