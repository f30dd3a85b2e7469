using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Adds the OTLP exporter where an endpoint is configured; elsewhere its assembly is never loaded.</summary>
/// <remarks>Not UseOtlpExporter(), which takes the logs too and forbids an application to add an exporter of its own.</remarks>
internal static class OtlpExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IOpenTelemetryBuilder WithOtlp(this IOpenTelemetryBuilder builder, IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            // Not WithMetrics(): it would add the listener again that ServiceSignals has removed.
            builder.Services.ConfigureOpenTelemetryMeterProvider(AddTo).ConfigureOpenTelemetryTracerProvider(AddTo);
        }

        return builder;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTo(MeterProviderBuilder metrics) => metrics.AddOtlpExporter();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddTo(TracerProviderBuilder traces) => traces.AddOtlpExporter();
}
