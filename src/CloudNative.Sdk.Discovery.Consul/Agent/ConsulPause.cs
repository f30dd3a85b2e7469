using CloudNative.Sdk.Pauses;

namespace CloudNative.Sdk.Discovery.Consul.Agent;

/// <summary>How long Consul is left alone after failures in a row: from a quarter of a second to half a minute.</summary>
internal static class ConsulPause
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <param name="failures">How many there were before this one.</param>
    public static TimeSpan After(int failures) => Backoff.After(failures + 1, First, Most);
}
