using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Adds the OTLP exporter where an endpoint is configured; elsewhere its assembly is never loaded.</summary>
internal static class OtlpExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    public static IOpenTelemetryBuilder WithOtlp(this IOpenTelemetryBuilder builder, IConfiguration configuration)
    {
        var both = IsSet(configuration, Endpoint);
        if (both || IsSet(configuration, MetricsEndpoint))
        {
            builder.WithMetrics(AddTo);
        }

        if (both || IsSet(configuration, TracesEndpoint))
        {
            builder.WithTracing(AddTo);
        }

        return builder;
    }

    private static bool IsSet(IConfiguration configuration, string key) => !string.IsNullOrWhiteSpace(configuration[key]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTo(MeterProviderBuilder metrics) => metrics.AddOtlpExporter();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTo(TracerProviderBuilder traces) => traces.AddOtlpExporter();
}
