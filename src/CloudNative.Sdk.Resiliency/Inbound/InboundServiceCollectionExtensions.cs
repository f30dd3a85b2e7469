using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Registers the limit of requests.</summary>
internal static class InboundServiceCollectionExtensions
{
    public static IServiceCollection AddInboundLimit(this IServiceCollection services)
    {
        services.AddCloudNativeOptions(InboundOptions.Binding);
        services.AddRequestTimeouts();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<RequestTimeoutOptions>, RequestTimeoutSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HealthCheckServiceOptions>, InboundCheckSetup>());
        services.TryAddSingleton(provider => new SheddingState(
            provider.GetRequiredService<TimeProvider>(), Options(provider).UnhealthyShare, provider.GetRequiredService<ILogger<InboundLimiter>>()));
        services.TryAddSingleton(provider => new InboundLimiter(
            Options(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SheddingState>()));
        services.TryAddSingleton<InboundLimit>();
        services.TryAddSingleton<EndpointPriorities>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, InboundFilter>());
        services.AddCloudNativeStartedStep<InboundMetrics>();
        return services;
    }

    private static InboundOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<InboundOptions>>().Value;
}
