using CloudNative.Sdk.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Requests;

internal static class RequestHistoryRegistration
{
    /// <summary>Adds the history of the requests, and its panel.</summary>
    public static void AddRequestHistory(this IServiceCollection services)
    {
        services.AddSingleton<RequestHistory>();
        services.AddSingleton<ICollectionObserver>(provider => provider.GetRequiredService<RequestHistory>());
        services.AddCloudNativeOpsPanel<RequestsPanel>();
        services.AddCloudNativeStartedStep<RequestSampler>();
    }
}
