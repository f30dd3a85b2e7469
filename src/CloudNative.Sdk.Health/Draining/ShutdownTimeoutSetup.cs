using CloudNative.Sdk.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Draining;

/// <summary>Raises the host's shutdown timeout by the drain delay: the timeout covers the delay, and is meant for the requests that finish after it.</summary>
internal sealed class ShutdownTimeoutSetup(IOptions<HealthOptions> options) : IPostConfigureOptions<HostOptions>
{
    public void PostConfigure(string? name, HostOptions host)
    {
        if (host.ShutdownTimeout != Timeout.InfiniteTimeSpan && options.ValueOrNull() is { } health)
        {
            host.ShutdownTimeout += health.DrainDelay;
        }
    }
}
