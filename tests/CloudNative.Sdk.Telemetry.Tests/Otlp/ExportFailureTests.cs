using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class ExportFailureTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task With_nobody_at_the_endpoint_the_service_serves_and_stops_and_the_failure_is_counted()
    {
        var endpoint = $"http://127.0.0.1:{FreePort.Next()}";
        await using var host = await StartAsync(endpoint);
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8450).Any(), "the warning");

        Assert.StartsWith($"CNS8450: Traces cannot be exported to {endpoint}/v1/traces: Connection refused", host.Logs.WithId(8450).Single());
        Assert.Equal("failing", (await ReadStateAsync(host)).GetProperty("state").GetString());
        Assert.Contains("error_type=\"connection_error\"", await FailuresAsync(host));
        await AssertStopsInTimeAsync(host);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_neither_a_request_nor_the_stop()
    {
        await using var receiver = await OtlpReceiver.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var host = await StartAsync(receiver.Endpoint, ("CloudNative:Telemetry:Otlp:FlushTimeout", "00:00:01"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "60000"));
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => !receiver.Requests.IsEmpty, "the export that hangs");
        await host.App.GetStringAsync("/");

        await AssertStopsInTimeAsync(host);
        Assert.Contains("the service stops", host.Logs.WithId(8450).Single());
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_is_a_failure()
    {
        await using var receiver = await OtlpReceiver.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        await using var host = await StartAsync(receiver.Endpoint, ("OTEL_EXPORTER_OTLP_TIMEOUT", "100"));
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8450).Any(), "the warning");

        Assert.Contains("no answer in time", host.Logs.WithId(8450).Single());
        Assert.Contains("error_type=\"timeout\"", await FailuresAsync(host));
    }

    [Fact]
    public async Task An_HTML_page_is_no_success()
    {
        await using var receiver = await OtlpReceiver.StartAsync(context => Results.Content("<html>Welcome!</html>", "text/html").ExecuteAsync(context));
        await using var host = await StartAsync(receiver.Endpoint);
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8450).Any(), "the warning");

        Assert.Contains("the answer was an HTML page", host.Logs.WithId(8450).Single());
    }

    [Fact]
    public async Task Garbage_instead_of_HTTP_is_a_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var enough = new CancellationTokenSource();
        var answers = AnswerWithGarbageAsync(listener, enough.Token);
        await using var host = await StartAsync($"http://{listener.LocalEndpoint}", ("OTEL_EXPORTER_OTLP_TIMEOUT", "500"));
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8450).Any(), "the warning");

        Assert.Contains("error_type=\"invalid_response\"", await FailuresAsync(host));
        await AssertStopsInTimeAsync(host);
        await enough.CancelAsync();
        await answers;
    }

    [Fact]
    public async Task A_receiver_that_is_busy_gets_the_same_spans_again_and_nothing_is_lost()
    {
        var requests = 0;
        await using var receiver = await OtlpReceiver.StartAsync(context => Interlocked.Increment(ref requests) == 1 ? Busy(context, "1") : OtlpReceiver.Accept(context));
        await using var host = await StartAsync(receiver.Endpoint);
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(async () => (await ReadStateAsync(host)).GetProperty("exports").GetInt64() > 0, "the export");

        var bodies = receiver.Bodies.Take(2).ToArray();
        Assert.Equal(bodies[0], bodies[1]);
        Assert.Equal(0, (await ReadStateAsync(host)).GetProperty("failures").GetInt64());
        Assert.Empty(host.Logs.WithId(8450));
    }

    [Fact]
    public async Task One_warning_a_change_of_state_not_one_a_failure()
    {
        await using var receiver = await OtlpReceiver.StartAsync(context => Busy(context, "3600"));
        await using var host = await StartAsync(receiver.Endpoint);
        for (var failures = 1; failures <= 3; failures++)
        {
            await host.App.GetStringAsync("/");
            await Eventually.IsTrueAsync(async () => (await ReadStateAsync(host)).GetProperty("failures").GetInt64() >= failures, "a failed export");
        }

        receiver.AnswerWith(OtlpReceiver.Accept);
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8451).Any(), "the good news");

        Assert.Equal([$"CNS8450: Traces cannot be exported to {receiver.Endpoint}/v1/traces: the answer was 503 Service Unavailable. "
            + "They are dropped until that works again; the service itself is not affected."], host.Logs.WithId(8450));
        Assert.Contains($"CNS8451: Traces are exported to {receiver.Endpoint}/v1/traces again, after", host.Logs.WithId(8451).Single());
        Assert.Equal("working", (await ReadStateAsync(host)).GetProperty("state").GetString());
        Assert.Contains("error_type=\"503\"", await FailuresAsync(host));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_a_failed_export_and_no_failed_start()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var host = await StartAsync(receiver.Endpoint, ("OTEL_EXPORTER_OTLP_CERTIFICATE", "/nowhere/ca.pem"));
        await host.App.GetStringAsync("/");
        await Eventually.IsTrueAsync(() => host.Logs.WithId(8450).Any(), "the warning");

        Assert.Contains("/nowhere/ca.pem", host.Logs.WithId(8450).Single());
    }

    /// <summary>Only traces, which are exported every 50 ms.</summary>
    private static Task<TestHost> StartAsync(string endpoint, params (string Key, string Value)[] configuration) => TestHost.Web(
        builder =>
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_TIMEOUT"] ??= "2000";
            builder.AddCloudNativeTelemetry();
        },
        app => app.MapGet("/", () => "ok"),
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRICS_EXPORTER", "none"), ("OTEL_LOGS_EXPORTER", "none"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"), .. configuration,
        ]).StartAsync();

    private static async Task AssertStopsInTimeAsync(TestHost host)
    {
        var started = TimeProvider.System.GetTimestamp();
        await host.StopAsync();
        await host.DisposeAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Bound);
    }

    private static Task Busy(HttpContext context, string retryAfter)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    private static async Task<JsonElement> ReadStateAsync(TestHost host)
    {
        using var json = JsonDocument.Parse(await host.Ops.GetStringAsync("/otlp"));
        return json.RootElement.GetProperty("traces").Clone();
    }

    private static async Task<string> FailuresAsync(TestHost host)
    {
        var page = await host.Ops.GetStringAsync("/metrics");
        return Assert.Single(page.Split('\n'), line =>
            line.StartsWith("otel_sdk_exporter_operation_duration_seconds_count", StringComparison.Ordinal) && line.Contains("error_type", StringComparison.Ordinal));
    }

    private static async Task AnswerWithGarbageAsync(TcpListener listener, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(enough);
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, enough);
                await stream.WriteAsync("\0\u0001\u0002 what?\r\n\r\n"u8.ToArray(), enough);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The exporter has hung up, or the test is at its end.
            }
        }
    }
}
