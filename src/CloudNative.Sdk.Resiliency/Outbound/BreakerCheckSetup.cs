using CloudNative.Sdk.Resiliency.Operation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Adds the check of the breakers.</summary>
internal sealed class BreakerCheckSetup : IPostConfigureOptions<HealthCheckServiceOptions>
{
    public void PostConfigure(string? name, HealthCheckServiceOptions options) =>
        options.TryAddReadiness(BreakerCheck.Name, services => new BreakerCheck(services.GetRequiredService<CallRegistry>()));
}
