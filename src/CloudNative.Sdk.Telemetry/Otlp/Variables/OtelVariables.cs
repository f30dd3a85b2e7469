namespace CloudNative.Sdk.Telemetry.Otlp.Variables;

/// <summary>The variables of the OpenTelemetry specification, and what comes of each here.</summary>
/// <remarks>
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ and https://opentelemetry.io/docs/specs/otel/protocol/exporter/. What OpenTelemetry for
/// .NET acts on was read from its version 1.20.1.
/// </remarks>
internal static class OtelVariables
{
    private const string Sdk = "OpenTelemetry";
    private const string Ours = "CloudNative.Sdk";

    public static readonly IReadOnlyList<OtelVariable> All =
    [
        new(OtelConfiguration.Disabled, Sdk, "No traces, metrics and logs are recorded, and `/metrics` answers 404.", OtelShape.Boolean),
        new("OTEL_RESOURCE_ATTRIBUTES", Sdk, "Attributes of the resource."),
        new("OTEL_SERVICE_NAME", Ours, "The name of the service."),
        new("OTEL_LOG_LEVEL", Sdk, "The level of OpenTelemetry's own diagnostics.", OtelShape.Word, "none", "error", "warn", "info", "debug", "trace"),
        new(OtelConfiguration.Propagators, Ours, "How traces and baggage travel with requests.", OtelShape.Words, OtelConfiguration.PropagatorNames),
        new("OTEL_TRACES_SAMPLER", Sdk, "Which traces are recorded.", OtelShape.Word,
            "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"),
        new("OTEL_TRACES_SAMPLER_ARG", Sdk, "The share of traces, for the samplers by ratio.", OtelShape.Share),
        new("OTEL_TRACES_EXPORTER", Ours, "`none` turns the export of traces off; `otlp` without an endpoint exports to this machine.", OtelShape.Words, OtelConfiguration.ExporterNames(OtlpSignal.Traces)),
        new("OTEL_METRICS_EXPORTER", Ours, "As for traces; `/metrics` is there in any case.", OtelShape.Words, OtelConfiguration.ExporterNames(OtlpSignal.Metrics)),
        new("OTEL_LOGS_EXPORTER", Ours, "As for traces; the console is there in any case.", OtelShape.Words, OtelConfiguration.ExporterNames(OtlpSignal.Logs)),
        new("OTEL_METRICS_EXEMPLAR_FILTER", Sdk, "Which measurements may become exemplars.", OtelShape.Word, "trace_based", "always_on", "always_off"),
        new("OTEL_METRIC_EXPORT_INTERVAL", Sdk, "Milliseconds between two exports of metrics, 60000 by default.", OtelShape.PositiveNumber),
        new("OTEL_METRIC_EXPORT_TIMEOUT", Sdk, "Milliseconds that an export of metrics may take, 30000 by default.", OtelShape.Number),
        .. Batches("BSP", "spans"),
        .. Batches("BLRP", "log records"),
        .. Limits("ATTRIBUTE", "all records"),
        .. Limits("SPAN_ATTRIBUTE", "spans"),
        .. Limits("LOGRECORD_ATTRIBUTE", "log records"),
        new("OTEL_SPAN_EVENT_COUNT_LIMIT", Sdk, "Exported events of a span.", OtelShape.Number),
        new("OTEL_SPAN_LINK_COUNT_LIMIT", Sdk, "Exported links of a span.", OtelShape.Number),
        new("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", Sdk, "Exported attributes of an event.", OtelShape.Number),
        new("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", Sdk, "Exported attributes of a link.", OtelShape.Number),
        .. Exporter("ENDPOINT", "Where to export to. `/v1/traces` and so on is added to that of all signals, for `http/protobuf`."),
        .. Exporter("PROTOCOL", "`grpc` (the default) or `http/protobuf`."),
        .. Exporter("HEADERS", "Sent with each request; never shown in a message."),
        .. Exporter("TIMEOUT", "Milliseconds that an export may take with its retries, 10000 by default."),
        .. Exporter("COMPRESSION", "`none` (the default) or `gzip`."),
        .. Exporter("INSECURE", "`true` takes a gRPC endpoint without a scheme for `http`."),
        .. Exporter("CERTIFICATE", "PEM file with the certificates to trust, instead of the system's."),
        .. Exporter("CLIENT_CERTIFICATE", "PEM file with the certificate to show to the receiver."),
        .. Exporter("CLIENT_KEY", "PEM file with its private key."),
        new("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", Sdk, "Of the exported metrics; `/metrics` stays cumulative.", OtelShape.Word,
            "cumulative", "delta", "lowmemory"),
        new("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", Sdk, "Of the exported metrics; `/metrics` keeps explicit buckets.", OtelShape.Word,
            "explicit_bucket_histogram", "base2_exponential_bucket_histogram"),
        new("OTEL_EXPORTER_PROMETHEUS_HOST", null, "Set CloudNative:Ops:Address."),
        new("OTEL_EXPORTER_PROMETHEUS_PORT", null, "Set CloudNative:Ops:Port."),
        .. Zipkin("ENDPOINT", "TIMEOUT", "PROTOCOL"),
        .. ConfigurationFiles("OTEL_CONFIG_FILE", "OTEL_EXPERIMENTAL_CONFIG_FILE"),
    ];

    private static IEnumerable<OtelVariable> Batches(string processor, string what) =>
    [
        new($"OTEL_{processor}_SCHEDULE_DELAY", Sdk, $"Milliseconds between two exports of {what}.", OtelShape.PositiveNumber),
        new($"OTEL_{processor}_EXPORT_TIMEOUT", Sdk, $"Milliseconds that an export of {what} may take.", OtelShape.Number),
        new($"OTEL_{processor}_MAX_QUEUE_SIZE", Sdk, $"How many {what} may wait; more are dropped.", OtelShape.PositiveNumber),
        new($"OTEL_{processor}_MAX_EXPORT_BATCH_SIZE", Sdk, $"How many {what} are exported together.", OtelShape.PositiveNumber),
    ];

    private static IEnumerable<OtelVariable> Limits(string attribute, string what) =>
    [
        new($"OTEL_{attribute}_COUNT_LIMIT", Sdk, $"Exported attributes of {what}.", OtelShape.Number),
        new($"OTEL_{attribute}_VALUE_LENGTH_LIMIT", Sdk, $"Exported characters of an attribute of {what}.", OtelShape.Number),
    ];

    private static IEnumerable<OtelVariable> Exporter(string option, string effect) =>
    [
        new($"OTEL_EXPORTER_OTLP_{option}", Ours, effect),
        .. Enum.GetValues<OtlpSignal>().Select(signal => new OtelVariable(
            $"OTEL_EXPORTER_OTLP_{OtelConfiguration.Name(signal)}_{option}", Ours, $"The same for {signal.ToString().ToLowerInvariant()} alone.")),
    ];

    private static IEnumerable<OtelVariable> Zipkin(params IEnumerable<string> options) =>
        options.Select(option => new OtelVariable($"OTEL_EXPORTER_ZIPKIN_{option}", null, "There is no Zipkin exporter. Zipkin takes OTLP through a collector: set OTEL_EXPORTER_OTLP_ENDPOINT."));

    private static IEnumerable<OtelVariable> ConfigurationFiles(params IEnumerable<string> names) =>
        names.Select(name => new OtelVariable(name, null, "Files of declarative configuration are not read. Set the other variables, or the keys below CloudNative:Telemetry."));
}
