using System.Diagnostics;
using System.Runtime.CompilerServices;
using CloudNative.Sdk.Telemetry.Otlp.Variables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>
/// Adds the OTLP exporter of each signal that is to be exported. Where none is, its assembly is never loaded, and no log call pays for OpenTelemetry.
/// </summary>
/// <remarks>Not UseOtlpExporter(), which forbids an application to add an exporter of its own.</remarks>
internal static class OtlpExport
{
    /// <summary>OpenTelemetry's own counts of what its queues dropped.</summary>
    private const string SelfMeter = "otel.sdk.experimental";

    public static IOpenTelemetryBuilder WithOtlp(this IOpenTelemetryBuilder builder, IConfiguration configuration)
    {
        var services = builder.Services;
        var variables = new OtelConfiguration(configuration);
        services.AddCloudNativeStartedStep<OtelVariableReporter>();
        Propagate(variables, services);
        if (variables.IsDisabled)
        {
            services.PostConfigure<TelemetryOptions>(options => options.Disable(OtelConfiguration.Disabled, "true"));
        }

        if (variables.MayExport)
        {
            AddTargets(builder, [.. Enum.GetValues<OtlpSignal>().Select(signal => OtlpTarget.Read(variables, signal)).OfType<OtlpTarget>()]);
        }

        return builder;
    }

    private static void AddTargets(IOpenTelemetryBuilder builder, OtlpTarget[] targets)
    {
        if (targets.Length == 0)
        {
            return;
        }

        var services = builder.Services;
        services.AddCloudNativeOptions(OtlpOptions.Binding);
        services.AddSingleton(provider => new OtlpExports(targets, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ExportEnd>();
        services.AddCloudNativeOpsEndpoint<OtlpEndpoint>();
        AddLifecycle(services);
        AddExporters(builder, targets);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExporters(IOpenTelemetryBuilder builder, OtlpTarget[] targets)
    {
        var services = builder.Services;
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(SelfMeter));
        services.Configure<MetricReaderOptions>(NameOf(OtlpSignal.Metrics), ExportTimes.Correct);
        foreach (var signal in targets.Select(target => target.Signal))
        {
            var name = NameOf(signal);
            services.AddOptions<OtlpExporterOptions>(name).Configure<OtlpExports>((options, exports) => Configure(options, exports, signal));

            // Not WithMetrics() and WithTracing(): they would add the listener again that ServiceSignals has removed.
            _ = signal switch
            {
                OtlpSignal.Traces => services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInstrumentation<ExportEnd>().AddOtlpExporter(name, configure: null)),
                OtlpSignal.Metrics => services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInstrumentation<ExportEnd>().AddOtlpExporter(name, (Action<OtlpExporterOptions>?)null)),
                _ => builder.WithLogging(logs => logs.AddInstrumentation<ExportEnd>().AddOtlpExporter(name, (Action<OtlpExporterOptions>?)null), Configure).Services,
            };
        }
    }

    /// <summary>Each exporter has options of its own, so that an application may add one with the default options.</summary>
    private static string NameOf(OtlpSignal signal) => $"CloudNative.{signal}";

    private static void Configure(OtlpExporterOptions options, OtlpExports exports, OtlpSignal signal)
    {
        var target = exports.Of(signal).Target;
        options.Endpoint = target.Endpoint;
        options.Protocol = target.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Compression = target.IsCompressed ? OtlpExportCompression.GZip : OtlpExportCompression.None;
        options.TimeoutMilliseconds = (int)target.Timeout.TotalMilliseconds;

        // The connection adds them: OpenTelemetry would throw at a malformed or repeated one, and stop the start.
        options.Headers = null;
        options.HttpClientFactory = () => exports.CreateClient(signal);
    }

    private static void Configure(OpenTelemetryLoggerOptions options)
    {
        options.IncludeScopes = true;
        options.IncludeFormattedMessage = true;
        options.ParseStateValues = true;
    }

    /// <summary>Directly behind the ops server, so that it acts last when the host stops.</summary>
    private static void AddLifecycle(IServiceCollection services)
    {
        var opsServer = services.First(service => service.ServiceType == typeof(IHostedService));
        services.Insert(services.IndexOf(opsServer) + 1, ServiceDescriptor.Singleton<IHostedService, OtlpLifecycle>());
    }

    private static void Propagate(OtelConfiguration variables, IServiceCollection services)
    {
        if (variables.Words(OtelConfiguration.Propagators, OtelConfiguration.PropagatorNames) is not { } names)
        {
            return;
        }

        // One for HttpClient, the same for ASP.NET Core, which has noted the former one when its builder was made, and one for code that uses OpenTelemetry's own.
        var former = DistributedContextPropagator.Current;
        DistributedContextPropagator.Current = SelectedPropagator.Of(names);
        if (services.FirstOrDefault(service => ReferenceEquals(service.ImplementationInstance, former)) is { } noted)
        {
            services[services.IndexOf(noted)] = ServiceDescriptor.Singleton(DistributedContextPropagator.Current);
        }

        OpenTelemetry.Sdk.SetDefaultTextMapPropagator(new CompositeTextMapPropagator(
        [
            .. Has(SelectedPropagator.TraceContext) ? [new TraceContextPropagator()] : Array.Empty<TextMapPropagator>(),
            .. Has(SelectedPropagator.Baggage) ? [new BaggagePropagator()] : Array.Empty<TextMapPropagator>(),
        ]));

        bool Has(string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
