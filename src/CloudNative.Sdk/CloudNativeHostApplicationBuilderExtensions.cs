namespace Microsoft.Extensions.Hosting;

/// <summary>The one line.</summary>
public static class CloudNativeHostApplicationBuilderExtensions
{
    /// <summary>Makes the service operable: ops server, health, lifecycle, telemetry, discovery and resiliency. Calling it again adds nothing.</summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Each feature can also be added alone (<c>AddCloudNativeHealth</c>, …), and is configured below <c>CloudNative</c> in the configuration.</remarks>
    public static TBuilder AddCloudNative<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddCloudNativeHealth();
        builder.AddCloudNativeTelemetry();
        builder.AddCloudNativeDiscovery();
        builder.AddCloudNativeConsul();
        builder.AddCloudNativeResiliency();
        return builder;
    }
}
