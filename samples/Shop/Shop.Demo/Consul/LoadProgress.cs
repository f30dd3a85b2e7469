using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;

namespace Shop.Demo.Consul;

/// <summary>Waits for a load.</summary>
internal static class LoadProgress
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Waits until so many more requests were sent.</summary>
    public static Task SendAsync(this KeepAliveLoad load, int requests, CancellationToken cancellationToken)
    {
        var wanted = load.Requests + requests;
        return Poll.UntilAsync($"{requests} more requests", Timeout, _ => Task.FromResult(load.Requests >= wanted), cancellationToken);
    }
}
