using CloudNative.Sdk.Options;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Adds the check where there is a limit, unless the application has its own check of that name.</summary>
internal sealed class InboundCheckSetup(IServiceProvider services, IServiceProviderIsService known, IOptions<InboundOptions> options) : IPostConfigureOptions<HealthCheckServiceOptions>
{
    /// <summary>It only reads memory, and what it says should be known soon.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public void PostConfigure(string? name, HealthCheckServiceOptions registrations)
    {
        if (options.ValueOrNull() is not { Enabled: true } || !known.IsService(typeof(IServer))
            || registrations.Registrations.Any(registration => string.Equals(registration.Name, InboundCheck.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        registrations.Registrations.Add(new HealthCheckRegistration(
            InboundCheck.Name, _ => ActivatorCheck(), HealthStatus.Unhealthy, ["ready"]) { Period = Period });
    }

    private InboundCheck ActivatorCheck() => new(services.GetRequiredService<InboundLimiter>(), options);
}
