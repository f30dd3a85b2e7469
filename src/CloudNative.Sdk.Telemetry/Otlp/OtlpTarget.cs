using CloudNative.Sdk.Connections;
using CloudNative.Sdk.Secrets;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Where one signal is exported to, and how.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Endpoint">The address with everything but the path of the gRPC service, which the exporter adds.</param>
/// <param name="IsGrpc">gRPC, or else protobuf in the body of a POST.</param>
/// <param name="IsCompressed">Whether requests are compressed with gzip.</param>
/// <param name="Timeout">How long one export may take with all its retries, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="Headers">What is sent with each request.</param>
/// <param name="Certificates">The files for TLS.</param>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/</remarks>
internal sealed record OtlpTarget(
    OtlpSignal Signal,
    Uri Endpoint,
    bool IsGrpc,
    bool IsCompressed,
    TimeSpan Timeout,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    PemFiles Certificates)
{
    public const string DefaultGrpcEndpoint = "http://localhost:4317";
    public const string DefaultHttpEndpoint = "http://localhost:4318";
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private const string Exporter = "otlp";

    /// <summary>Gets the type of the exporter by the semantic conventions.</summary>
    public string ComponentType => $"otlp_{(IsGrpc ? "grpc" : "http")}_{Signal switch { OtlpSignal.Traces => "span", OtlpSignal.Metrics => "metric", _ => "log" }}_exporter";

    /// <summary>Gets the endpoint as it may be shown.</summary>
    public string Address => SecretText.Hide(Endpoint.ToString());

    /// <summary>Reads the variables of a signal.</summary>
    /// <returns>Null when the signal is not to be exported: nothing names an endpoint, or the choice of exporters excludes OTLP.</returns>
    public static OtlpTarget? Read(OtelConfiguration configuration, OtlpSignal signal)
    {
        var chosen = configuration.Words($"OTEL_{OtelConfiguration.Name(signal)}_EXPORTER", OtelConfiguration.ExporterNames(signal));
        if (configuration.IsDisabled || (chosen is not null && !chosen.Contains(Exporter, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        var isGrpc = !configuration.Choice(signal, "PROTOCOL", "grpc", "http/protobuf");
        if (EndpointOf(configuration, signal, isGrpc, isChosen: chosen is not null) is not { } endpoint)
        {
            return null;
        }

        return new OtlpTarget(
            signal,
            endpoint,
            isGrpc,
            configuration.Choice(signal, "COMPRESSION", "none", "gzip"),
            configuration.TimeLimit(signal, "TIMEOUT", DefaultTimeout),
            OtlpHeaders.Read(configuration, signal),
            new PemFiles(
                configuration.OfExporter(signal, "CERTIFICATE").Value,
                configuration.OfExporter(signal, "CLIENT_CERTIFICATE").Value,
                configuration.OfExporter(signal, "CLIENT_KEY").Value));
    }

    private static Uri? EndpointOf(OtelConfiguration configuration, OtlpSignal signal, bool isGrpc, bool isChosen)
    {
        var own = configuration.OwnOfExporter(signal, "ENDPOINT");
        if (AddressOf(configuration, signal, own, isGrpc) is { } address)
        {
            return address;
        }

        var ofAll = configuration.OfAllExporters("ENDPOINT");
        if (isChosen && own.Value is null)
        {
            ofAll.Value ??= isGrpc ? DefaultGrpcEndpoint : DefaultHttpEndpoint;
        }

        return AddressOf(configuration, signal, ofAll, isGrpc) is { } start ? (isGrpc ? start : WithPathOf(signal, start)) : null;
    }

    /// <summary>Reads an endpoint.</summary>
    /// <returns>Null when it is not set, or invalid.</returns>
    private static Uri? AddressOf(OtelConfiguration configuration, OtlpSignal signal, (string Name, string? Value) variable, bool isGrpc)
    {
        if (variable.Value is not { } value)
        {
            return null;
        }

        var text = isGrpc && !value.Contains("://", StringComparison.Ordinal)
            ? $"{(configuration.Choice(signal, "INSECURE", "false", "true") ? "http" : "https")}://{value}"
            : value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
        {
            return address;
        }

        configuration.Fault(variable.Name, "must be an address as http://collector:4317", SecretText.Hide(value));
        return null;
    }

    /// <summary>The endpoint of all signals is a base: the path of the signal is added to it.</summary>
    private static Uri WithPathOf(OtlpSignal signal, Uri address)
    {
        var path = "/v1/" + OtelConfiguration.Name(signal).ToLowerInvariant();
        var start = address.AbsolutePath.TrimEnd('/');
        return start.EndsWith(path, StringComparison.Ordinal) ? address : new UriBuilder(address) { Path = start + path }.Uri;
    }
}
