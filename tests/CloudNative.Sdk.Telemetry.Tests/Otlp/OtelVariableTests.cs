using CloudNative.Sdk.Telemetry.Otlp.Variables;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class OtelVariableTests
{
    [Theory]
    [InlineData("OTEL_PROPAGATORS", "b3", "CNS8452: OTEL_PROPAGATORS must hold tracecontext, baggage or none, but was 'b3'. It is ignored.")]
    [InlineData("OTEL_PROPAGATORS", "b3, W3C", "CNS8452: OTEL_PROPAGATORS must hold tracecontext, baggage or none, but was 'b3,W3C'. It is ignored.")]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "0", "CNS8452: OTEL_BSP_MAX_QUEUE_SIZE must be a whole number from 1, but was '0'. It is ignored.")]
    [InlineData("OTEL_SPAN_LINK_COUNT_LIMIT", "-1", "CNS8452: OTEL_SPAN_LINK_COUNT_LIMIT must be a whole number from 0, but was '-1'. It is ignored.")]
    [InlineData("OTEL_TRACES_SAMPLER", "xray",
        "CNS8452: OTEL_TRACES_SAMPLER must be always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off or parentbased_traceidratio, but was 'xray'. It is ignored.")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1.5", "CNS8452: OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, but was '1.5'. It is ignored.")]
    [InlineData("OTEL_SDK_DISABLED", "yes", "CNS8452: OTEL_SDK_DISABLED must be true or false, but was 'yes'. It is ignored.")]
    [InlineData("OTEL_LOGS_EXPORTER", "otlp/stdout", "CNS8452: OTEL_LOGS_EXPORTER must hold otlp, console or none, but was 'otlp/stdout'. It is ignored.")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "nonsense://",
        "CNS8452: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be an address as http://collector:4317, but was 'nonsense://'. It is ignored.")]
    public Task An_invalid_value_is_warned_about(string variable, string value, string message) => AssertWarnsAsync(8452, message, (variable, value));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task An_invalid_interval_of_metrics_stops_nothing_and_leaves_the_default(string interval)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeTelemetry(),
            ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_METRIC_EXPORT_INTERVAL", interval), ("CloudNative:Telemetry:Otlp:FlushTimeout", "0:0:0")).StartAsync();
        await host.StopAsync();

        Assert.Equal([$"CNS8452: OTEL_METRIC_EXPORT_INTERVAL must be a whole number from 1, but was '{interval}'. It is ignored."], host.Logs.WithId(8452));
        var options = host.Services.GetRequiredService<IOptionsMonitor<MetricReaderOptions>>().Get("CloudNative.Metrics");
        Assert.Null(options.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds);
    }

    [Fact]
    public Task A_header_that_cannot_be_read_is_warned_about_without_its_value() => AssertWarnsAsync(
        8453,
        "CNS8453: OTEL_EXPORTER_OTLP_HEADERS must be name=value,name=value with names of headers and percent-encoded values (they are not shown here). "
            + "A part that is not like that is left out; the others are sent.",
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "my secret"));

    [Theory]
    [InlineData("OTEL_EXPORTER_PROMETHEUS_PORT", "CNS8454: OTEL_EXPORTER_PROMETHEUS_PORT is set and has no effect: Set CloudNative:Ops:Port.")]
    [InlineData("OTEL_CONFIG_FILE",
        "CNS8454: OTEL_CONFIG_FILE is set and has no effect: Files of declarative configuration are not read. Set the other variables, or the keys below CloudNative:Telemetry.")]
    public Task An_unsupported_variable_is_warned_about(string variable, string message) => AssertWarnsAsync(8454, message, (variable, "x"));

    [Fact]
    public Task A_misspelt_variable_is_warned_about_with_the_one_that_was_meant() => AssertWarnsAsync(
        8455,
        "CNS8455: OTEL_EXPORTER_OTLP_ENDPIONT is set and has no effect: OpenTelemetry has no such variable. Did you mean OTEL_EXPORTER_OTLP_ENDPOINT?",
        ("OTEL_EXPORTER_OTLP_ENDPIONT", "http://collector"));

    [Fact]
    public Task An_unknown_variable_is_warned_about() => AssertWarnsAsync(
        8456, "CNS8456: OTEL_ZZZ_QQQ_JJJ is set and has no effect: OpenTelemetry has no such variable.", ("OTEL_ZZZ_QQQ_JJJ", "x"));

    [Fact]
    public async Task Valid_values_and_the_variables_of_others_are_no_news()
    {
        var logs = await StartAsync(
            ("OTEL_BSP_SCHEDULE_DELAY", "1000"),
            ("OTEL_METRICS_EXPORTER", "prometheus"),
            ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
            ("OTEL_TRACES_SAMPLER_ARG", "0.25"),
            ("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
            ("OTEL_RESOURCE_ATTRIBUTES_POD_NAME", "shop-1"),
            ("OTEL_LOG_LEVEL", ""));

        Assert.DoesNotContain(logs.Entries, entry => entry.Id is >= 8450 and <= 8459);
    }

    [Fact]
    public void The_documentation_lists_every_variable()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "telemetry.md"));

        Assert.Contains(Table(), page, StringComparison.Ordinal);
    }

    private static string Table() => string.Concat(OtelVariables.All.Select(variable =>
        $"| `{variable.Name}` | {variable.Reader ?? "nobody: CNS8454"} | {variable.Effect}{Values(variable)} |\n"));

    private static string Values(OtelVariable variable) => variable.Words.Length == 0 ? "" : $" Values: {string.Join(", ", variable.Words.Select(word => $"`{word}`"))}.";

    private static async Task AssertWarnsAsync(int id, string message, params (string Key, string Value)[] variables)
    {
        var logs = await StartAsync(variables);

        Assert.Equal([message], logs.Entries.Where(entry => entry.Id is >= 8452 and <= 8459).Select(entry => entry.Text));
        Assert.Equal([message], logs.WithId(id));
    }

    private static async Task<CapturedLogs> StartAsync(params (string Key, string Value)[] variables)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeTelemetry(), [.. variables, ("CloudNative:Telemetry:Otlp:FlushTimeout", "0:0:0")]).StartAsync();
        await host.StopAsync();
        return host.Logs;
    }
}
