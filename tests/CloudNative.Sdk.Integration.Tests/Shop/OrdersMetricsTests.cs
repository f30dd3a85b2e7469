using System.Globalization;
using System.Net.Http.Json;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Shop;

public sealed class OrdersMetricsTests : IAsyncLifetime
{
    private const int Orders = 3;
    private const string CallerTrace = "0af7651916cd43dd8448eb211c80319c";
    private static readonly TimeSpan ScrapeTimeout = TimeSpan.FromSeconds(30);

    private readonly ServiceProcess _orders = ShopService.Start(
        "Shop.Orders", ServiceAddress.Free(), KeyValuePair.Create("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"));

    public async ValueTask InitializeAsync()
    {
        await _orders.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        using var customer = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = _orders.Address.Application };
        customer.DefaultRequestHeaders.Add("traceparent", $"00-{CallerTrace}-b7ad6b7169203331-01");
        for (var i = 0; i < Orders; i++)
        {
            using var answer = await customer.PostAsJsonAsync("/orders", new { ProductId = 1, Quantity = 2, UnitPrice = 18.90m }, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    public ValueTask DisposeAsync() => _orders.DisposeAsync();

    [Fact]
    public async Task Prometheus_scrapes_what_the_service_counted()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var prometheus = await RealComponent.StartPrometheusAsync($"127.0.0.1:{_orders.Address.OpsPort}", cancellationToken);

        foreach (var job in new[] { "openmetrics", "text" })
        {
            await AssertAsync($"up{{job='{job}'}} == 1", "1");
            await AssertAsync($"shop_orders_placed_total{{job='{job}'}}", "3");
            await AssertAsync($"http_server_request_duration_seconds_count{{job='{job}',http_route='/orders',http_response_status_code='201'}}", "3");
            await AssertAsync($"dotnet_process_cpu_count{{job='{job}'}}", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
            await AssertAsync($"round(shop_orders_value_sum{{job='{job}'}}, 0.01)", "113.4");
            await AssertAsync($"shop_orders_value_bucket{{job='{job}',le=~'25(.0)?'}}", "0");
            await AssertAsync($"shop_orders_value_bucket{{job='{job}',le=~'50(.0)?'}}", "3");
            await AssertAsync($"shop_orders_value_bucket{{job='{job}',le='+Inf'}}", "3");
            await AssertAsync($"shop_orders_shipping_delay_seconds_bucket{{job='{job}',le=~'10(.0)?'}}", "3");
        }

        async Task AssertAsync(string query, string expected) => Assert.Equal(expected, await prometheus.QueryAsync(query, ScrapeTimeout, cancellationToken));
    }

    [Theory]
    [InlineData("http_server_request_duration_seconds_bucket")]
    [InlineData("shop_orders_placed_total")]
    public async Task Prometheus_keeps_exemplars_that_lead_to_the_trace_of_a_request(string metric)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var prometheus = await RealComponent.StartPrometheusAsync($"127.0.0.1:{_orders.Address.OpsPort}", cancellationToken);

        var (series, exemplar) = await prometheus.ExemplarAsync(metric, CallerTrace, ScrapeTimeout, cancellationToken);

        Assert.Equal("openmetrics", series.GetProperty("job").GetString());
        Assert.Matches("^[0-9a-f]{16}$", exemplar.GetProperty("labels").GetProperty("span_id").GetString());
    }

    [Fact]
    public async Task Promtool_finds_nothing_but_the_names_of_dotnet_itself()
    {
        var page = await _orders.ReadAsync(_orders.Address.Ops("/metrics"), TestContext.Current.CancellationToken);

        var findings = await Promtool.CheckMetricsAsync(page, TestContext.Current.CancellationToken);

        // The runtime calls gauges dotnet.assembly.count, dotnet.process.cpu.count and dotnet.timer.count, and the OpenTelemetry mapping keeps names.
        Assert.Equal(
            ["dotnet_assembly_count", "dotnet_process_cpu_count", "dotnet_timer_count"],
            findings.Select(finding => finding.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.All(findings, finding => Assert.EndsWith("should not have \"_count\" suffix", finding));
    }
}
