using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace CloudNative.Sdk.Resiliency.Chaos;

internal static class ChaosRegistration
{
    /// <summary>Adds chaos, after all else that looks at requests: what fails on purpose must meet the limits as what fails by itself does.</summary>
    public static void AddChaos(this IServiceCollection services)
    {
        services.AddCloudNativeOptions(ChaosOptions.Binding);
        services.TryAddSingleton<OpsRequests>();
        services.TryAddSingleton<ChaosRules>();
        services.TryAddSingleton<ChaosMetrics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ChaosStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ChaosHandlerFilter>());
        services.AddCloudNativeStartedStep<ChaosWarning>();
    }
}
