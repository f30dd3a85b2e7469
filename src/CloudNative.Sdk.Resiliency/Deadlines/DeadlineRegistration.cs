using CloudNative.Sdk.Resiliency.Requests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CloudNative.Sdk.Resiliency.Deadlines;

internal static class DeadlineRegistration
{
    public static void AddDeadlines(this IServiceCollection services)
    {
        services.AddCloudNativeOptions(DeadlineOptions.Binding);
        services.TryAddSingleton<OpsRequests>();
        services.TryAddSingleton<DeadlineMetrics>();

        // The first is the outermost: nothing of the application runs for a request that is over.
        if (!services.Any(service => service.ImplementationType == typeof(DeadlineStartup)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, DeadlineStartup>());
        }
    }
}
