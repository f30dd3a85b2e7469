using CloudNative.Sdk.Core;
using CloudNative.Sdk.Telemetry;
using CloudNative.Sdk.Telemetry.Cardinality;
using CloudNative.Sdk.Telemetry.Logs;
using CloudNative.Sdk.Telemetry.Otlp;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Requests;
using CloudNative.Sdk.Telemetry.Runtime;
using CloudNative.Sdk.Telemetry.Signals;
using CloudNative.Sdk.Telemetry.Tracing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds telemetry to a host.</summary>
public static class CloudNativeTelemetryHostApplicationBuilderExtensions
{
    /// <summary>
    /// Collects the metrics and traces of .NET, of CloudNative.Sdk and of the service's own meters and activity sources, serves the metrics to Prometheus
    /// at <c>/metrics</c> of the ops server, and exports both and the logs by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
    /// </summary>
    /// <typeparam name="TBuilder">The builder of a web application or of a worker.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options after the configuration was read.</param>
    /// <returns>The builder. Called again, this adds nothing but <paramref name="configure"/>.</returns>
    /// <exception cref="OptionsValidationException">When the host starts: an option is out of its bounds.</exception>
    /// <remarks>
    /// OpenTelemetry configured elsewhere in the application adds to the same providers.
    /// </remarks>
    public static TBuilder AddCloudNativeTelemetry<TBuilder>(this TBuilder builder, Action<TelemetryOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddCloudNativeCore();
        var services = builder.Services;
        services.AddCloudNativeOptions(TelemetryOptions.Binding);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(service => service.ServiceType == typeof(SnapshotExporter)))
        {
            services.AddSingleton<RuntimeMetrics>();
            services.AddPrometheus();
            services.AddCardinalityWatch();
            services.AddRequestHistory();
            services.AddLogPipeline();
            services.AddLogOutput(builder.Environment);
            var own = services.Count;
            new TelemetryBuilder(services).WithServiceResource().WithServiceMetrics().WithServiceTraces().WithCompleteSpans(own).WithOtlp(builder.Configuration).WithActiveRequests(own);
            AddStart(services);
        }

        return builder;
    }

    private static void AddStart(IServiceCollection services)
    {
        // Behind the ops server, which Core puts first so that it answers while everything else starts, and before all that should be measured.
        var opsServer = services.First(service => service.ServiceType == typeof(IHostedService));
        services.Insert(services.IndexOf(opsServer) + 1, ServiceDescriptor.Singleton<IHostedService, ProviderStart>(provider => provider.GetRequiredService<ProviderStart>()));
        services.AddSingleton<ProviderStart>();
        services.AddSingleton<IStartedStep>(provider => provider.GetRequiredService<ProviderStart>());
    }
}
