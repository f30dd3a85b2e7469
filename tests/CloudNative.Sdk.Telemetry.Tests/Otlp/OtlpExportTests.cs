using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class OtlpExportTests
{
    private const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    [Theory]
    [InlineData(null)]
    [InlineData("OTEL_TRACES_EXPORTER=none,OTEL_METRICS_EXPORTER=none,OTEL_LOGS_EXPORTER=none,OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    [InlineData("OTEL_SDK_DISABLED=true,OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1")]
    public async Task The_exporter_is_not_loaded_where_nothing_is_exported(string? variables)
    {
        var loaded = await IsolatedProgram.RunAsync(typeof(OtlpExportTests), nameof(RunServiceAsync), [variables]);

        Assert.Contains("OpenTelemetry", loaded);
        Assert.DoesNotContain(Exporter, loaded);
    }

    [Fact]
    public async Task The_exporter_is_loaded_where_an_endpoint_is_set()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var loaded = await IsolatedProgram.RunAsync(typeof(OtlpExportTests), nameof(RunServiceAsync), [To(receiver)]);

        Assert.Contains(Exporter, loaded);
    }

    [Fact]
    public async Task Log_calls_do_not_reach_OpenTelemetry_where_logs_are_not_exported()
    {
        await using var host = TestHost.Worker(
            builder =>
            {
                builder.AddCloudNativeTelemetry();
                Assert.DoesNotContain(builder.Services, service => service.ServiceType.Name == "LoggerProvider");
            },
            ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:1"));
    }

    [Fact]
    public async Task The_meter_provider_is_not_built_by_the_hosts_start_up_check()
    {
        await using var host = TestHost.Web(builder =>
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
            builder.AddCloudNativeTelemetry();
            Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(IMetricsListener));
        });
    }

    [Fact]
    public async Task All_signals_reach_the_endpoint_before_the_service_ends()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunServiceAsync(To(receiver));

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], receiver.Paths);
    }

    [Fact]
    public async Task The_endpoint_of_one_signal_exports_that_signal_alone_and_is_used_as_it_is()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunServiceAsync($"OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf,OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={receiver.Endpoint}/spans");

        Assert.Equal(["/spans"], receiver.Paths);
    }

    [Fact]
    public async Task A_signal_whose_exporter_is_none_is_not_exported()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunServiceAsync(To(receiver) + ",OTEL_METRICS_EXPORTER=none,OTEL_LOGS_EXPORTER=console");

        Assert.Equal(["/v1/traces"], receiver.Paths);
    }

    [Fact]
    public async Task Headers_and_compression_are_those_of_the_variables()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RunServiceAsync(To(receiver)
            + ",OTEL_EXPORTER_OTLP_HEADERS=api-key=a%20b,OTEL_EXPORTER_OTLP_COMPRESSION=gzip,OTEL_EXPORTER_OTLP_LOGS_HEADERS=user-agent=mine,OTEL_EXPORTER_OTLP_LOGS_COMPRESSION=none");

        var traces = receiver.Requests.First(request => request.Path == "/v1/traces").Headers;
        var logs = receiver.Requests.First(request => request.Path == "/v1/logs").Headers;
        Assert.Equal(("a b", "gzip"), (traces["api-key"].ToString(), traces.ContentEncoding.ToString()));
        Assert.Equal(("", ""), (logs["api-key"].ToString(), logs.ContentEncoding.ToString()));
        Assert.EndsWith("mine", logs.UserAgent.ToString());
    }

    [Fact]
    public async Task A_classified_value_does_not_leave_with_the_logs()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeTelemetry(),
            ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")).StartAsync();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Login");
        using (logger.BeginScope(new Dictionary<string, object> { ["password"] = "in-the-scope-7c1e" }))
        {
            logger.LogInformation("Logged in as {User} with {Password}", "someone", "in-the-message-7c1e");
        }

        await host.StopAsync();

        var sent = string.Concat(receiver.Bodies);
        Assert.Contains("someone", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("7c1e", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_are_not_among_the_calls_that_the_service_makes()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                builder.Configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.Endpoint;
                builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
                builder.Configuration["OTEL_BSP_SCHEDULE_DELAY"] = "50";
            },
            app => app.MapGet("/", () => "ok"));
        using var response = await host.GetAsync(host.Application, string.Empty);
        var page = string.Empty;
        await Eventually.IsTrueAsync(
            async () => (page = await host.ScrapeAsync()).Contains("otel_sdk_exporter_operation_duration_seconds_count", StringComparison.Ordinal), "the export");

        Assert.DoesNotContain(
            page.Split('\n'),
            line => line.StartsWith("http_client_", StringComparison.Ordinal) && line.Contains($"server_port=\"{new Uri(receiver.Endpoint).Port}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_SDK_serves_no_metrics()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeTelemetry(), ("OTEL_SDK_DISABLED", "True")).StartAsync();
        using var answer = await host.Ops.GetAsync("/metrics");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("There are no metrics: OTEL_SDK_DISABLED is true.\n", await answer.Content.ReadAsStringAsync());
        await host.StopAsync();
    }

    internal static async Task RunServiceAsync(string? variables)
    {
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                foreach (var pair in variables?.Split(',') ?? [])
                {
                    var end = pair.IndexOf('=', StringComparison.Ordinal);
                    builder.Configuration[pair[..end]] = pair[(end + 1)..];
                }
            },
            app => app.MapGet("/", () => "ok"));
        using var response = await host.GetAsync(host.Application, string.Empty);
        Assert.Equal("ok", await response.Content.ReadAsStringAsync());
    }

    private static string To(OtlpReceiver receiver) => $"OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf,OTEL_EXPORTER_OTLP_ENDPOINT={receiver.Endpoint}";
}
