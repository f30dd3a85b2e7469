using CloudNative.Sdk.Connections;
using CloudNative.Sdk.Telemetry.Otlp;
using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class OtlpTargetTests
{
    [Theory]
    [InlineData("http://collector", "http/protobuf", "http://collector/v1/traces")]
    [InlineData("http://collector/", "http/protobuf", "http://collector/v1/traces")]
    [InlineData("https://collector:4318/otlp/", "http/protobuf", "https://collector:4318/otlp/v1/traces")]
    [InlineData("https://collector/v1/traces", "http/protobuf", "https://collector/v1/traces")]
    [InlineData("http://collector:4317", "grpc", "http://collector:4317/")]
    [InlineData("collector:4317", "grpc", "https://collector:4317/")]
    public void The_endpoint_of_all_signals_is_a_base(string endpoint, string protocol, string expected)
    {
        var (target, faults) = Read(OtlpSignal.Traces, ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));

        Assert.Equal(expected, target?.Endpoint.ToString());
        Assert.Empty(faults);
    }

    [Fact]
    public void An_insecure_grpc_endpoint_without_a_scheme_is_http() =>
        Assert.Equal(
            "http://collector:4317/",
            Read(OtlpSignal.Logs, ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"), ("OTEL_EXPORTER_OTLP_LOGS_INSECURE", "true")).Target?.Endpoint.ToString());

    [Theory]
    [InlineData("grpc", "http://localhost:4317/")]
    [InlineData("http/protobuf", "http://localhost:4318/v1/metrics")]
    public void An_exporter_that_is_asked_for_without_an_endpoint_takes_the_standard_one(string protocol, string expected) =>
        Assert.Equal(
            expected,
            Read(OtlpSignal.Metrics, ("OTEL_METRICS_EXPORTER", "prometheus,otlp"), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)).Target?.Endpoint.ToString());

    [Theory]
    [InlineData("otlp/stdout", true)]
    [InlineData("otlp/stdout,otlp", true)]
    [InlineData("otlp/stdout,none", false)]
    public void An_unknown_exporter_is_as_none_named(string chosen, bool isExported)
    {
        var (target, _) = Read(OtlpSignal.Logs, ("OTEL_LOGS_EXPORTER", chosen), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector"));

        Assert.Equal(isExported, target is not null);
    }

    [Fact]
    public void The_variable_of_a_signal_wins_and_an_empty_one_does_not_count()
    {
        var (target, faults) = Read(
            OtlpSignal.Traces,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://all"),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces:1/in"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "0"),
            ("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", " "),
            ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip"),
            ("OTEL_EXPORTER_OTLP_CERTIFICATE", "ca.pem"),
            ("OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE", "client.pem"),
            ("OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY", "client.key"));

        Assert.Equal("http://traces:1/in", target?.Endpoint.ToString());
        Assert.Equal((false, true, Timeout.InfiniteTimeSpan), (target?.IsGrpc, target?.IsCompressed, target?.Timeout));
        Assert.Equal(new PemFiles("ca.pem", "client.pem", "client.key"), target?.Certificates);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf, but was 'http/json'")]
    [InlineData("COMPRESSION", "zstd", "OTEL_EXPORTER_OTLP_COMPRESSION must be none or gzip, but was 'zstd'")]
    [InlineData("TIMEOUT", "-1", "OTEL_EXPORTER_OTLP_TIMEOUT must be a whole number of milliseconds, but was '-1'")]
    [InlineData("LOGS_TIMEOUT", "10s", "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT must be a whole number of milliseconds, but was '10s'")]
    public void An_invalid_value_is_ignored_and_reported(string option, string value, string fault)
    {
        var (target, faults) = Read(OtlpSignal.Logs, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), ($"OTEL_EXPORTER_OTLP_{option}", value));

        Assert.Equal((true, false, OtlpTarget.DefaultTimeout), (target?.IsGrpc, target?.IsCompressed, target?.Timeout));
        Assert.Equal([fault], faults);
    }

    [Theory]
    [InlineData("collector:4318", "http/protobuf")]
    [InlineData("ftp://collector", "grpc")]
    [InlineData("http://", "grpc")]
    public void An_invalid_endpoint_exports_nothing_and_is_reported(string endpoint, string protocol)
    {
        var (target, faults) = Read(OtlpSignal.Logs, ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));

        Assert.Null(target);
        Assert.Equal([$"OTEL_EXPORTER_OTLP_ENDPOINT must be an address as http://collector:4317, but was '{endpoint}'"], faults);
    }

    [Fact]
    public void An_invalid_variable_of_a_signal_leaves_the_one_of_all_signals_in_effect()
    {
        var (target, faults) = Read(
            OtlpSignal.Traces,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "nonsense://"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json"),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"),
            ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "zstd"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "77"),
            ("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "x"));

        Assert.Equal("http://collector:4318/v1/traces", target?.Endpoint.ToString());
        Assert.Equal((false, true, TimeSpan.FromMilliseconds(77)), (target?.IsGrpc, target?.IsCompressed, target?.Timeout));
        Assert.Equal(4, faults.Count(fault => fault.StartsWith("OTEL_EXPORTER_OTLP_TRACES_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a=1, b = two%3D2 ,", "a=1|b=two=2")]
    [InlineData("a=1,nonsense,b c=2,d=x%0D%0Ay,e=", "a=1|e=")]
    public void Malformed_headers_are_left_out_and_never_shown(string text, string expected)
    {
        var (target, faults) = Read(OtlpSignal.Logs, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector"), ("OTEL_EXPORTER_OTLP_HEADERS", text));

        Assert.Equal(expected, string.Join('|', target!.Headers.Select(header => $"{header.Key}={header.Value}")));
        Assert.All(faults, fault => Assert.EndsWith("(they are not shown here), but was ''", fault));
    }

    [Fact]
    public void Credentials_in_the_endpoint_are_not_shown() =>
        Assert.Equal("http://***@collector/", Read(OtlpSignal.Logs, ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:secret@collector")).Target?.Address);

    private static (OtlpTarget? Target, IEnumerable<string> Faults) Read(OtlpSignal signal, params (string Key, string Value)[] variables)
    {
        var configuration = new OtelConfiguration(new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build());
        return (OtlpTarget.Read(configuration, signal), configuration.Faults.Select(fault => $"{fault.Variable} {fault.Rule}, but was '{fault.Value}'"));
    }
}
