using CloudNative.Sdk.Options;
using CloudNative.Sdk.Resiliency.Operation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Adds the check where there is a limit.</summary>
internal sealed class InboundCheckSetup(IServiceProviderIsService known, IOptions<InboundOptions> options) : IPostConfigureOptions<HealthCheckServiceOptions>
{
    public void PostConfigure(string? name, HealthCheckServiceOptions registrations)
    {
        if (options.ValueOrNull() is { Enabled: true } && known.IsService(typeof(IServer)))
        {
            registrations.TryAddReadiness(InboundCheck.Name, services => new InboundCheck(services.GetRequiredService<InboundLimiter>(), options));
        }
    }
}
