using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Shop.Demo.Steps;

/// <summary>Buys through the storefront, then looks for it in the health report and the metrics.</summary>
internal static class TrafficStep
{
    private const int Purchases = 200;
    private const int Products = 6;

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step($"Buy {Purchases} times; Storefront finds Catalog and Orders by name");
        using var customer = new HttpClient { BaseAddress = shop.Storefront.Address.Application };
        var bought = 0;
        for (var i = 0; i < Purchases; i++)
        {
            using var answer = await customer.PostAsync(new Uri($"/buy/{(i % Products) + 1}", UriKind.Relative), null, cancellationToken);
            bought += answer.StatusCode == HttpStatusCode.Accepted ? 1 : 0;
        }

        report.Check(bought == Purchases, $"{bought} of {Purchases} purchases accepted");
        await ShowHealthAsync(shop, report, cancellationToken);
        await ShowMetricsAsync(shop, report, bought, cancellationToken);
    }

    private static async Task ShowHealthAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        var address = shop.Storefront.Address.Ops("/health");
        report.Step($"Storefront's health, other services included: {address}");
        using var health = JsonDocument.Parse(await shop.Storefront.ReadAsync(address, cancellationToken));
        var checks = health.RootElement.GetProperty("checks").EnumerateObject().ToDictionary(check => check.Name, check => check.Value.GetProperty("status").GetString());
        report.Say(string.Join(", ", checks.Select(check => $"{check.Key} {check.Value}")));
        report.Check(checks.GetValueOrDefault("catalog") == "Healthy" && checks.GetValueOrDefault("orders") == "Healthy", "Catalog and Orders are Healthy as Storefront sees them");
    }

    private static async Task ShowMetricsAsync(RunningShop shop, Report report, int bought, CancellationToken cancellationToken)
    {
        var address = shop.Orders.Address.Ops("/metrics");
        report.Step($"Orders' metrics, its own and the runtime's: {address}");
        var samples = (await shop.Orders.ReadAsync(address, cancellationToken)).Split('\n').Where(line => !line.StartsWith('#')).ToList();
        string[] shown = ["shop_orders_placed_total", "shop_orders_shipping_delay_seconds_count", "http_server_request_duration_seconds_count", "dotnet_process_memory_working_set_bytes"];
        samples.Where(line => shown.Any(name => line.StartsWith(name, StringComparison.Ordinal))).ToList().ForEach(report.Say);

        var placed = samples.Where(line => line.StartsWith("shop_orders_placed_total", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
        report.Check(placed == bought, $"shop_orders_placed_total says {placed}, and {bought} were bought");
    }
}
