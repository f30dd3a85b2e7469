using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task A_request_is_measured_with_its_route_in_the_recommended_buckets()
    {
        await using var host = await ServiceHost.StartWebAsync(map: app => app.MapGet("/items/{id:int}", (int id) => id));
        using var response = await host.GetAsync(host.Application, "items/7");
        var page = await host.ScrapeAsync();

        const string Labels = "http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/items/{id:int}\",network_protocol_version=\"1.1\",url_scheme=\"http\"";
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram\n", page, StringComparison.Ordinal);
        Assert.Contains($"http_server_request_duration_seconds_count{{{Labels}}} 1\n", page, StringComparison.Ordinal);
        Assert.Equal(
            ["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10", "+Inf"],
            page.Split('\n')
                .Where(line => line.StartsWith($"http_server_request_duration_seconds_bucket{{{Labels}", StringComparison.Ordinal))
                .Select(line => line.Split("le=\"")[1].Split('"')[0]));
    }

    [Fact]
    public async Task The_page_is_answered_in_the_classic_text_format()
    {
        await using var host = await ServiceHost.StartWebAsync();
        using var response = await host.GetAsync(host.Ops, "metrics");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Meters_of_the_runtime_and_of_the_servers_are_there()
    {
        await using var host = await ServiceHost.StartWebAsync(map: app => app.MapGet("/", () => "ok"));
        using var response = await host.GetAsync(host.Application, string.Empty);
        var page = await host.ScrapeAsync();

        Assert.Contains("\ndotnet_gc_pause_time_seconds_total ", page, StringComparison.Ordinal);
        Assert.Contains("\ndotnet_process_memory_working_set_bytes ", page, StringComparison.Ordinal);
        Assert.Contains("\nkestrel_active_connections{", page, StringComparison.Ordinal);
        Assert.Contains("\nhttp_client_request_duration_seconds_count{", page, StringComparison.Ordinal);
        Assert.Contains("\nhttp_client_open_connections{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("network_peer_address", page, StringComparison.Ordinal);
        Assert.DoesNotContain("otel_scope", page, StringComparison.Ordinal);
        Assert.DoesNotContain("msquic", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_meter_known_only_by_the_facts_of_the_build_is_collected()
    {
        await using var host = await ServiceHost.StartWorkerAsync();
        using var meter = new Meter("Telemetry.Tests.Declared");
        meter.CreateCounter<int>("declared.hits", "{hit}", "Hits.").Add(2);
        using var unknown = new Meter("Telemetry.Tests.Unknown");
        unknown.CreateCounter<int>("unknown.hits").Add(2);
        var page = await host.ScrapeAsync();

        Assert.Contains("# HELP declared_hits_total Hits.\n# TYPE declared_hits_total counter\ndeclared_hits_total 2\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown_hits", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meters_named_in_the_options_are_collected()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.Meters.Add("Telemetry.Tests.Opt*")));
        using var meter = new Meter("Telemetry.Tests.Optional");
        meter.CreateCounter<int>("optional.hits").Add(2);

        Assert.Contains("\noptional_hits_total 2\n", await host.ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_to_the_ops_server_leave_no_series()
    {
        await using var host = await ServiceHost.StartWebAsync(map: app => app.MapGet("/counted", () => "ok"));
        using var response = await host.GetAsync(host.Application, "counted");
        await host.ScrapeAsync();
        using var info = await host.GetAsync(host.Ops, "info");
        var page = await host.ScrapeAsync();

        Assert.Equal(1, Sum(page, "http_server_request_duration_seconds_count"));
        Assert.DoesNotContain(Lines(page, "kestrel_"), line => line.Contains($"server_port=\"{host.Ops.Port}\"", StringComparison.Ordinal));
        Assert.Contains(Lines(page, "kestrel_"), line => line.Contains($"server_port=\"{host.Application.Port}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ops_endpoints_on_the_port_of_the_application_leave_no_series()
    {
        await using var host = await ServiceHost.StartWebAsync(map: app => app.MapCloudNative());
        using var first = await host.GetAsync(host.Application, "metrics");
        using var second = await host.GetAsync(host.Application, "metrics");
        var page = await second.EnsureSuccessStatusCode().Content.ReadAsStringAsync();

        Assert.Equal(0, Sum(page, "http_server_request_duration_seconds_count"));
    }

    [Fact]
    public async Task The_resource_says_which_service_it_is()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
        {
            builder.Environment.EnvironmentName = "Staging";
            builder.Configuration["OTEL_SERVICE_NAME"] = "orders";
            builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] = "service.version=1.2.3,service.instance.id=orders-7,team=checkout,host.arch=vax";
        });
        var info = (await host.ScrapeAsync()).Split('\n').Single(line => line.StartsWith("target_info", StringComparison.Ordinal));

        Assert.Contains("deployment_environment_name=\"Staging\",", info, StringComparison.Ordinal);
        Assert.Contains("telemetry_distro_name=\"CloudNative.Sdk\"", info, StringComparison.Ordinal);
        Assert.Contains("host_arch=\"vax\"", info, StringComparison.Ordinal);
        Assert.Contains($"process_pid=\"{Environment.ProcessId}\"", info, StringComparison.Ordinal);
        Assert.Contains("service_instance_id=\"orders-7\",service_name=\"orders\",service_version=\"1.2.3\",", info, StringComparison.Ordinal);
        Assert.Contains("team=\"checkout\"", info, StringComparison.Ordinal);
        Assert.EndsWith("} 1", info, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_builder_adds_to_the_same_provider()
    {
        using var reader = new BaseExportingMetricReader(new CountingExporter());
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
            new OtherBuilder(builder.Services).WithMetrics(metrics => metrics.AddMeter("Telemetry.Tests.Second").AddReader(reader)));
        using var meter = new Meter("Telemetry.Tests.Second");
        meter.CreateCounter<int>("second.hits").Add(2);

        Assert.Contains("\nsecond_hits_total 2\n", await host.ScrapeAsync(), StringComparison.Ordinal);
        Assert.True(reader.Collect());
        Assert.Single(host.Services.GetServices<MeterProvider>());
    }

    [Fact]
    public async Task Added_twice_it_is_there_once()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry().AddCloudNativeTelemetry());
        var page = await host.ScrapeAsync();

        Assert.Single(page.Split('\n'), line => line.StartsWith("# TYPE target_info", StringComparison.Ordinal));
        Assert.Single(host.Services.GetServices<Core.IOpsEndpoint>(), endpoint => endpoint.Path == "/metrics");
    }

    [Fact]
    public async Task Nothing_is_collected_where_telemetry_is_not_enabled()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.AddCloudNativeTelemetry(o => o.Enabled = false));
        using var response = await host.GetAsync(host.Ops, "metrics");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("There are no metrics: CloudNative:Telemetry:Enabled is false.\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_collection_that_hangs_is_answered_with_503_within_the_time_of_the_scraper()
    {
        await using var host = await ServiceHost.StartWorkerAsync();
        using var free = new ManualResetEventSlim();
        using var meter = new Meter("Telemetry.Tests.Declared");
        meter.CreateObservableGauge("hanging", () =>
        {
            free.Wait(TimeSpan.FromSeconds(30));
            return 1;
        });
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Prometheus-Scrape-Timeout-Seconds", "0.2");
        using var response = await client.GetAsync(new Uri(host.Ops, "metrics"));
        free.Set();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "There are no metrics now: the collection did not end within 0.2 s; an observable instrument may hang.\n", await response.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> Lines(string page, string start) =>
        page.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal));

    private static int Sum(string page, string name) =>
        Lines(page, name + "{").Sum(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

    private sealed class OtherBuilder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services { get; } = services;
    }

    private sealed class CountingExporter : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => batch.Count > 0 ? ExportResult.Success : ExportResult.Failure;
    }
}
