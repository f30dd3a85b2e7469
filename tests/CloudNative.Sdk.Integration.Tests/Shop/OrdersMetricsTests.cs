using System.Net.Http.Json;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.Testing.Services;

namespace CloudNative.Sdk.Integration.Tests.Shop;

public sealed class OrdersMetricsTests : IAsyncLifetime
{
    private const int Orders = 3;
    private static readonly TimeSpan ScrapeTimeout = TimeSpan.FromSeconds(30);

    private readonly ServiceProcess _orders = ShopService.Start("Shop.Orders", ServiceAddress.Free());

    public async ValueTask InitializeAsync()
    {
        await _orders.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        using var customer = new HttpClient { BaseAddress = _orders.Address.Application };
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
        await using var prometheus = await Prometheus.StartAsync($"127.0.0.1:{_orders.Address.OpsPort}", TestContext.Current.CancellationToken);

        Assert.Equal("1", await prometheus.QueryAsync("up == 1", ScrapeTimeout, TestContext.Current.CancellationToken));
        Assert.Equal("3", await prometheus.QueryAsync("shop_orders_placed_total", ScrapeTimeout, TestContext.Current.CancellationToken));
        Assert.Equal("113.4", await prometheus.QueryAsync("round(shop_orders_value_sum, 0.01)", ScrapeTimeout, TestContext.Current.CancellationToken));
        Assert.Equal("3", await prometheus.QueryAsync("shop_orders_shipping_delay_seconds_bucket{le='10'}", ScrapeTimeout, TestContext.Current.CancellationToken));
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
