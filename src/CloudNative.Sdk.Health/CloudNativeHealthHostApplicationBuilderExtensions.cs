using CloudNative.Sdk.Core;
using CloudNative.Sdk.Health;
using CloudNative.Sdk.Health.Checks;
using CloudNative.Sdk.Health.Draining;
using CloudNative.Sdk.Health.Probes;
using CloudNative.Sdk.Health.Scheduling;
using CloudNative.Sdk.Health.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds health and lifecycle.</summary>
public static class CloudNativeHealthHostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the check scheduler, the probes, start-up tasks and the drain. Checks are registered as ever: <c>services.AddHealthChecks().AddCheck(…)</c>. Calling it again adds nothing.
    /// With <c>--healthcheck</c> on the command line this asks the instance that runs on this machine whether it is ready, and ends the process.
    /// </summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="StartupTaskException">When the host starts: a start-up task failed or took too long.</exception>
    public static TBuilder AddCloudNativeHealth<TBuilder>(this TBuilder builder, Action<HealthOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        HealthcheckVerb.EndIfAsked(builder.Configuration);
        builder.AddCloudNativeCore();
        var services = builder.Services;
        services.AddCloudNativeOptions(HealthOptions.Binding);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddHealthChecks();
        services.Replace(ServiceDescriptor.Singleton<HealthCheckService, BoardHealthCheckService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HealthCheckServiceOptions>, BuiltInChecks>());
        services.AddCloudNativeStartCheck<RegistrationsCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HostOptions>, ShutdownTimeoutSetup>());

        services.TryAddSingleton(new CgroupMemory("/"));
        services.TryAddSingleton<StartupState>();
        services.TryAddSingleton<HealthMetrics>();
        services.TryAddSingleton<HealthBoard>();
        services.TryAddSingleton<HealthChange>();
        services.TryAddSingleton<CheckRunner>();
        services.TryAddSingleton<IServiceHealth, BoardHealth>();
        services.TryAddSingleton<CheckScheduler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CheckScheduler>(provider => provider.GetRequiredService<CheckScheduler>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartedStep, CheckScheduler>(provider => provider.GetRequiredService<CheckScheduler>()));
        services.AddCloudNativeStartedStep<HealthGauges>();
        services.AddCloudNativeDrainStep<DrainDelay>();
        services.AddCloudNativeOpsEndpoint<LiveEndpoint>();
        services.AddCloudNativeOpsEndpoint<ReadyEndpoint>();
        services.AddCloudNativeOpsEndpoint<StartupEndpoint>();
        services.AddCloudNativeOpsEndpoint<HealthEndpoint>();
        services.AddCloudNativeOpsPanel<ChecksPanel>();
        return builder;
    }
}
