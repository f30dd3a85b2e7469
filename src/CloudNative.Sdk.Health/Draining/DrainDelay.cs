using CloudNative.Sdk.Core;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Draining;

/// <summary>Keeps the service serving for a while after it has reported not ready, so that load balancers can look away.</summary>
internal sealed class DrainDelay(IOptions<HealthOptions> options, TimeProvider time) : IDrainStep
{
    public TimeSpan? Longest => options.Value.DrainDelay;

    public Task DrainAsync(CancellationToken cancellationToken) => Task.Delay(options.Value.DrainDelay, time, cancellationToken);
}
