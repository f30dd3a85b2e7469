using System.Diagnostics.Metrics;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Tells OpenTelemetry what the service is and which of its meters and activity sources to collect.</summary>
/// <remarks>The choice is made when the providers are built, where the options and the facts are known.</remarks>
internal static class ServiceSignals
{
    private const string ExemplarFilter = "OTEL_METRICS_EXEMPLAR_FILTER";

    /// <summary>Describes the service to each provider as that is built; ConfigureResource() would compile some 40 methods on the way to the server's start.</summary>
    public static IOpenTelemetryBuilder WithServiceResource(this IOpenTelemetryBuilder builder)
    {
        builder.Services.ConfigureOpenTelemetryMeterProvider((_, metrics) => metrics.ConfigureResource(Describe));
        builder.Services.ConfigureOpenTelemetryTracerProvider((_, traces) => traces.ConfigureResource(Describe));
        builder.Services.ConfigureOpenTelemetryLoggerProvider((_, logs) => logs.ConfigureResource(Describe));
        return builder;
    }

    private static void Describe(ResourceBuilder resource) => resource
        .AddDetector(_ => new RuntimeDetector())
        .AddDetector(provider => new ContainerDetector("/", provider.GetRequiredService<IConfiguration>()))
        .AddDetector(provider => new IdentityDetector(provider.GetRequiredService<ServiceIdentity>()))

        // Again, and last, because the last one wins: what OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME state.
        .AddEnvironmentVariableDetector();

    public static IOpenTelemetryBuilder WithServiceMetrics(this IOpenTelemetryBuilder builder)
    {
        builder.Services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            var options = OptionsOf(provider);
            if (!options.Enabled)
            {
                return;
            }

            string[] meters = [.. BuiltInSignals.Meters, .. Declared(provider, FactKinds.Meter), .. options.Meters];
            metrics.AddMeter([.. NamePatterns.Without(options.ExcludedMeters, meters)]);
            metrics.AddView(new InstrumentView(options, provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ActiveRequests>()).For);
            provider.GetRequiredService<RuntimeMetrics>().Start();
            if (string.IsNullOrWhiteSpace(provider.GetRequiredService<IConfiguration>()[ExemplarFilter]))
            {
                // The default of the specification, which OpenTelemetry of .NET does not have.
                metrics.SetExemplarFilter(ExemplarFilterType.TraceBased);
            }

            metrics.AddReader(new PullReader(provider.GetRequiredService<SnapshotExporter>()));
        });
        var own = builder.Services.Count;
        builder.WithMetrics();
        RemoveListener(builder.Services, own);
        return builder;
    }

    /// <summary>
    /// Removes what WithMetrics() has just added for <c>builder.Metrics.EnableMetrics()</c>: its construction in the host's start-up check would wait for the
    /// meter provider. An application that configures metrics with OpenTelemetry itself adds it again.
    /// </summary>
    private static void RemoveListener(IServiceCollection services, int from)
    {
        for (var i = services.Count - 1; i >= from; i--)
        {
            if (services[i].ServiceType == typeof(IMetricsListener))
            {
                services.RemoveAt(i);
            }
        }
    }

    public static IOpenTelemetryBuilder WithServiceTraces(this IOpenTelemetryBuilder builder)
    {
        builder.Services.ConfigureOpenTelemetryTracerProvider((provider, traces) =>
        {
            var options = OptionsOf(provider);
            if (!options.Enabled)
            {
                return;
            }

            string[] sources = [.. BuiltInSignals.Sources, .. Declared(provider, FactKinds.ActivitySource), .. options.Sources];
            traces.AddSource([.. NamePatterns.Without(options.ExcludedSources, sources)]);
        });
        return builder.WithTracing();
    }

    /// <summary>Counts the requests that are being served, unless the application configures the meter provider too.</summary>
    /// <param name="builder">The builder, on which the SDK has configured everything else.</param>
    /// <param name="firstOwn">How many services there were before the SDK added the first of its own.</param>
    public static IOpenTelemetryBuilder WithActiveRequests(this IOpenTelemetryBuilder builder, int firstOwn)
    {
        builder.Services.AddSingleton<ActiveRequests>();
        builder.Services.ConfigureOpenTelemetryMeterProvider((provider, _) =>
        {
            if (OptionsOf(provider) is { Enabled: true } options && provider.GetRequiredService<OwnConfiguration<MeterProvider>>().IsAll)
            {
                provider.GetRequiredService<ActiveRequests>().Start(options);
            }
        });
        builder.Services.AddSingleton(new OwnConfiguration<MeterProvider>(builder.Services, firstOwn));
        return builder;
    }

    private static TelemetryOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<TelemetryOptions>>().Value;

    private static IEnumerable<string> Declared(IServiceProvider provider, string kind) =>
        provider.GetRequiredService<ServiceFacts>().OfKind(kind).Select(fact => fact["name"]).OfType<string>().Distinct(StringComparer.Ordinal);
}
