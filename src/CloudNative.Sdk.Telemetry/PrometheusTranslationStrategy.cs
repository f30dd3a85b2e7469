namespace CloudNative.Sdk.Telemetry;

/// <summary>How OpenTelemetry's names become names of Prometheus.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/metrics/sdk_exporters/prometheus/, "Configuration".</remarks>
public enum PrometheusTranslationStrategy
{
    /// <summary>Letters, digits and underscores; with the unit and <c>_total</c>: <c>http_server_request_duration_seconds</c>.</summary>
    UnderscoreEscapingWithSuffixes,

    /// <summary>Letters, digits and underscores; without unit and <c>_total</c>: <c>http_server_request_duration</c>.</summary>
    UnderscoreEscapingWithoutSuffixes,

    /// <summary>The characters that OpenTelemetry has; with the unit and <c>_total</c>: <c>http.server.request.duration_seconds</c>.</summary>
    NoUTF8EscapingWithSuffixes,

    /// <summary>The name as OpenTelemetry has it: <c>http.server.request.duration</c>.</summary>
    NoTranslation,
}
