namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>How long to wait before a request is sent again.</summary>
internal static class RetryWait
{
    /// <summary>By how much more than its mean a wait may be.</summary>
    public const double MostSpread = 1.5;

    /// <summary>Gets what the service asks for, or null.</summary>
    public static TimeSpan? Asked(HttpResponseMessage? response, TimeProvider time) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta > TimeSpan.Zero ? delta : TimeSpan.Zero,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Gets our own wait: twice as long each time, and anything from half of that to one and a half, so that callers do not come back together.</summary>
    public static TimeSpan Own(CallPolicy policy, int retries)
    {
        var mean = policy.RetryDelay * Math.Pow(2, Math.Min(retries, 20));
        return (mean < policy.MaxRetryDelay ? mean : policy.MaxRetryDelay) * (MostSpread - Random.Shared.NextDouble());
    }
}
