using CloudNative.Sdk.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Requests;

internal static class RequestHistoryRegistration
{
    /// <summary>Adds the history of the requests, and its panel.</summary>
    public static void AddRequestHistory(this IServiceCollection services)
    {
        services.AddSingleton<RequestHistory>();
        services.AddSingleton<ICollectionObserver>(provider => provider.GetRequiredService<RequestHistory>());
        services.AddCloudNativeOpsPanel<RequestsPanel>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RequestSampler>());
    }
}
