using System.Reflection;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Core.Identity;
using CloudNative.Sdk.Core.Lifecycle;
using CloudNative.Sdk.Core.Ops;
using CloudNative.Sdk.Core.Ops.Configuration;
using CloudNative.Sdk.Core.Ops.Page;
using CloudNative.Sdk.Core.Ops.Panels;
using CloudNative.Sdk.Core.Options;
using CloudNative.Sdk.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the base that every feature stands on.</summary>
public static class CloudNativeCoreHostApplicationBuilderExtensions
{
    /// <summary>Adds the service's identity, its lifecycle and the ops server. Every feature calls this; calling it again adds nothing.</summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">When the host starts: the ops port is in use, outside Development.</exception>
    public static TBuilder AddCloudNativeCore<TBuilder>(this TBuilder builder, Action<OpsOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddCloudNativeOptions(OpsOptions.Binding);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddSystemClock();
        services.TryAddSingleton(provider => ServiceFacts.Read(ApplicationAssembly(provider)));
        services.TryAddSingleton(provider => IdentityReader.Read(builder.Environment, builder.Configuration, ApplicationAssembly(provider)));
        services.TryAddSingleton<ServiceLifecycle>();
        services.TryAddSingleton<IServiceLifecycle>(provider => provider.GetRequiredService<ServiceLifecycle>());
        services.TryAddSingleton<ServiceClock>();
        services.TryAddSingleton<OpsDispatcher>();
        services.TryAddSingleton<OpsPage>();
        services.TryAddSingleton<ConfigurationView>();
        services.TryAddSingleton<OpsServer>();
        services.TryAddSingleton<IOpsServer>(provider => provider.GetRequiredService<OpsServer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ConnectionCloseFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LifecycleService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartedStep, OpsServer>(provider => provider.GetRequiredService<OpsServer>()));
        services.AddCloudNativeStartedStep<UnknownKeyReporter>();
        services.AddCloudNativeOpsEndpoint<IndexEndpoint>();
        services.AddCloudNativeOpsEndpoint<InfoEndpoint>();
        services.AddCloudNativeOpsEndpoint<ConfigurationEndpoint>();
        services.AddCloudNativeOpsPanel<ConfigurationPanel>();
        services.AddCloudNativeOpsPanel<IdentityPanel>();

        // First up, last down: before whatever the application has registered already.
        if (!services.Any(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory == StartOpsServer))
        {
            services.Insert(0, new ServiceDescriptor(typeof(IHostedService), StartOpsServer, ServiceLifetime.Singleton));
        }

        return builder;
    }

    private static Func<IServiceProvider, object> StartOpsServer { get; } = provider => provider.GetRequiredService<OpsServer>();

    /// <summary>Gets the assembly named like the application: in a test host that is the application, where the entry assembly is the test runner.</summary>
    private static Assembly? ApplicationAssembly(IServiceProvider provider)
    {
        var name = provider.GetRequiredService<IHostEnvironment>().ApplicationName;
        var entry = Assembly.GetEntryAssembly();
        return entry?.GetName().Name == name ? entry : AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name) ?? entry;
    }
}
