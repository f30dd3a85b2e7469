using System.Collections.Concurrent;
using CloudNative.Sdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

public sealed class OtlpExportTests
{
    private const string Exporter = "OpenTelemetry.Exporter.OpenTelemetryProtocol";

    [Fact]
    public async Task The_exporter_is_not_loaded_where_no_endpoint_is_set()
    {
        var loaded = await IsolatedProgram.RunAsync(typeof(OtlpExportTests), nameof(RunServiceAsync), [null]);

        Assert.Contains("OpenTelemetry", loaded);
        Assert.DoesNotContain(Exporter, loaded);
    }

    [Fact]
    public async Task The_exporter_is_loaded_where_an_endpoint_is_set()
    {
        var receiver = new OtlpReceiver();
        await using var server = await receiver.StartAsync();
        var loaded = await IsolatedProgram.RunAsync(typeof(OtlpExportTests), nameof(RunServiceAsync), [server.Urls.Single()]);

        Assert.Contains(Exporter, loaded);
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
    public async Task Metrics_and_traces_reach_the_endpoint_before_the_service_ends()
    {
        var receiver = new OtlpReceiver();
        await using var server = await receiver.StartAsync();
        await RunServiceAsync(server.Urls.Single());

        Assert.Equal(["/v1/metrics", "/v1/traces"], receiver.Paths.Distinct().Order());
    }

    internal static async Task RunServiceAsync(string? endpoint)
    {
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
                builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            },
            app => app.MapGet("/", () => "ok"));
        using var response = await host.GetAsync(host.Application, string.Empty);
        Assert.NotEmpty(await host.ScrapeAsync());
    }

    private sealed class OtlpReceiver
    {
        public ConcurrentQueue<string> Paths { get; } = new();

        public async Task<WebApplication> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var server = builder.Build();
            server.Run(context =>
            {
                Paths.Enqueue(context.Request.Path);
                context.Response.ContentType = "application/x-protobuf";
                return Task.CompletedTask;
            });
            await server.StartAsync();
            return server;
        }
    }
}
