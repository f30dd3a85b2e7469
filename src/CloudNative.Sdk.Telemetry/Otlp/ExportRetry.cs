namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>How long to wait before the same request is sent again: exponential with jitter, and never less than the receiver asks for.</summary>
internal static class ExportRetry
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    private const double Growth = 1.5;
    private const double LeastShare = 0.8;

    /// <param name="attempt">The number of attempts that failed.</param>
    /// <param name="retryAfter">What the receiver asks for.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan DelayAfter(int attempt, TimeSpan? retryAfter, double random)
    {
        var backOff = Math.Min(FirstDelay.TotalSeconds * Math.Pow(Growth, attempt - 1), MaxDelay.TotalSeconds);
        var delay = TimeSpan.FromSeconds(backOff * (LeastShare + ((1 - LeastShare) * 2 * random)));
        return retryAfter > delay ? retryAfter.Value : delay;
    }
}
