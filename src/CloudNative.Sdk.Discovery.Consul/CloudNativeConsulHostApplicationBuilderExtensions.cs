using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.Discovery.Consul;
using CloudNative.Sdk.Discovery.Consul.Agent;
using CloudNative.Sdk.Discovery.Consul.Instances;
using CloudNative.Sdk.Discovery.Consul.Registration;
using CloudNative.Sdk.Discovery.Consul.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Consul to a host.</summary>
public static class CloudNativeConsulHostApplicationBuilderExtensions
{
    /// <summary>Lets service discovery find services in Consul, and registers this one, where <c>CloudNative:Discovery:Consul:Address</c> or <c>CONSUL_HTTP_ADDR</c> says where Consul is.</summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder. Called again, this adds nothing but <paramref name="configure"/>.</returns>
    /// <exception cref="OptionsValidationException">When the host starts: an option is invalid. That Consul cannot be reached is no error.</exception>
    /// <remarks>Without an address nothing of this runs.</remarks>
    public static TBuilder AddCloudNativeConsul<TBuilder>(this TBuilder builder, Action<ConsulOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(ConsulConnection)))
        {
            builder.AddCloudNativeDiscovery();
            services.AddCloudNativeOptions(ConsulOptions.Binding);
            services.AddSingleton<ConsulConnection>();
            services.AddSingleton<IServiceEndpointSource, ConsulSource>();
            var routing = new RoutingProvider();
            builder.Configuration.Add(routing);
            services.AddSingleton(routing);
            services.AddHostedService<RoutingFollower>();
            ConsulRegistrationServices.Add(services);
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }
}
