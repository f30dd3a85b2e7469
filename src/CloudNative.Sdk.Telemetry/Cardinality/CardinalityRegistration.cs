using CloudNative.Sdk.Telemetry.Prometheus;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Cardinality;

internal static class CardinalityRegistration
{
    /// <summary>Adds the watch over the number of series, and <c>/metrics/cardinality</c>.</summary>
    public static void AddCardinalityWatch(this IServiceCollection services)
    {
        services.AddSingleton<CardinalityWatch>();
        services.AddSingleton<ICollectionObserver>(provider => provider.GetRequiredService<CardinalityWatch>());
        services.AddSingleton<CollectionTrigger>();
        services.AddCloudNativeOpsEndpoint<CardinalityEndpoint>();
        services.AddCloudNativeStartedStep<CardinalityTimer>();
    }
}
