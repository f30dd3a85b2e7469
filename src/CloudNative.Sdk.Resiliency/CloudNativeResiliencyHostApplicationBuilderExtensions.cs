using CloudNative.Sdk.Core;
using CloudNative.Sdk.Resiliency;
using CloudNative.Sdk.Resiliency.Chaos;
using CloudNative.Sdk.Resiliency.Deadlines;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.Resiliency.Operation;
using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds resiliency to a host.</summary>
public static class CloudNativeResiliencyHostApplicationBuilderExtensions
{
    /// <summary>Gives every <see cref="HttpClient"/> of <see cref="IHttpClientFactory"/> limits of time, retries within a budget, and a breaker for each service.</summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder. Called again, this adds nothing but <paramref name="configure"/>.</returns>
    /// <exception cref="OptionsValidationException">When the host starts: an option is out of its bounds, or two contradict each other.</exception>
    public static TBuilder AddCloudNativeResiliency<TBuilder>(this TBuilder builder, Action<ResiliencyOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCloudNativeCore();
        var services = builder.Services;
        services.AddCloudNativeOptions(ResiliencyOptions.Binding);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddInboundLimit();
        services.AddHttpClient();
        services.TryAddSingleton<CallPolicies>();
        services.TryAddSingleton<CallRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HealthCheckServiceOptions>, BreakerCheckSetup>());
        services.TryAddSingleton<FallbackHooks>();
        services.TryAddSingleton<IResiliencePipelines, ResiliencePipelines>();
        services.AddCloudNativeStartedStep<CallMetrics>();
        services.AddCloudNativeOpsEndpoint<ResiliencyEndpoint>();
        services.TryAddSingleton<ResiliencyHistory>();
        services.AddCloudNativeOpsPanel<ResiliencyPanel>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartedStep, ResiliencyHistory>(static provider => provider.GetRequiredService<ResiliencyHistory>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ResilientHandlerFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, ClientTimeouts>());
        services.AddDeadlines();
        services.AddChaos();
        return builder;
    }
}
