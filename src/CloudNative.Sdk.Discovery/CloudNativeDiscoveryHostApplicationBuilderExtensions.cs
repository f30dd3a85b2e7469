using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.Discovery.Dns;
using CloudNative.Sdk.Discovery.Endpoints;
using CloudNative.Sdk.Discovery.Resolution;
using CloudNative.Sdk.Discovery.Routing;
using CloudNative.Sdk.Discovery.Sources;
using CloudNative.Sdk.Discovery.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds service discovery to a host.</summary>
public static class CloudNativeDiscoveryHostApplicationBuilderExtensions
{
    /// <summary>
    /// Lets every <see cref="HttpClient"/> of <see cref="IHttpClientFactory"/> call services by their names: <c>http://catalog</c>,
    /// <c>https+http://catalog</c>, <c>http://_admin.catalog</c>. The endpoints are in the configuration: <c>Services:catalog:http:0</c>.
    /// </summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder. Called again, this adds nothing but <paramref name="configure"/>.</returns>
    /// <exception cref="OptionsValidationException">When the host starts: an entry of <c>Services</c> is no address.</exception>
    /// <remarks>
    /// A request picks its endpoint behind all handlers that the application adds, so that each attempt of a retry picks anew. Changes of the
    /// configuration are followed.
    /// </remarks>
    public static TBuilder AddCloudNativeDiscovery<TBuilder>(this TBuilder builder, Action<DiscoveryOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCloudNativeCore();
        var services = builder.Services;
        services.AddCloudNativeOptions(DiscoveryOptions.Binding);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddHttpClient();
        services.TryAddSingleton<ConfigurationSource>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceEndpointSource, ConfigurationSource>(provider => provider.GetRequiredService<ConfigurationSource>()));
        services.AddDnsSources();
        services.TryAddSingleton<SourceOrder>();
        services.TryAddSingleton<RoutingPolicies>();
        services.TryAddSingleton<DiscoveryMetrics>();
        services.TryAddSingleton<ServiceDirectory>();
        services.TryAddSingleton<IServiceEndpointResolver, ServiceEndpointResolver>();
        services.AddCloudNativeStartedStep<CalledServices>();
        services.AddCloudNativeOpsEndpoint<DiscoveryEndpoint>();
        services.AddCloudNativeOpsPanel<DiscoveryPanel>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ResolvingHandlerFilter>());
        services.AddCloudNativeStartCheck<ServicesCheck>();
        return builder;
    }
}
