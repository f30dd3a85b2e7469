namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>How long to wait after failures in a row: from a quarter of a second to half a minute, jittered so that many clients do not come at the same time.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(30);

    private const int MaxDoublings = 7;

    /// <param name="failures">How many there were before this one.</param>
    public static TimeSpan After(int failures)
    {
        var longest = TimeSpan.FromMilliseconds(250 << Math.Min(failures, MaxDoublings));
        return (longest < Max ? longest : Max) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
