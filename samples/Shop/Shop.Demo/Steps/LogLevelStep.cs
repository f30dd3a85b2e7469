using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Lowers the log level of a running service for three seconds.</summary>
internal static class LogLevelStep
{
    private const string Category = "Shop.Orders.OrderShipping";
    private const string Shipped = "is shipped.";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step($"Let Orders log every shipping for 3 s: {shop.Orders.Address.Ops("/loggers")}");
        using var operations = new HttpClient { BaseAddress = shop.Orders.Address.Ops("/") };
        report.Check(await LevelAsync(operations, cancellationToken) == "Information", $"{Category} logs from Information on");

        using var answer = await operations.PostAsync(new Uri($"/loggers/{Category}", UriKind.Relative), new StringContent("""{"level":"Debug","for":"00:00:03"}"""), cancellationToken);
        report.Check(answer.StatusCode == HttpStatusCode.OK, """POST {"level":"Debug","for":"00:00:03"} is accepted""");
        await OrderAsync(shop.Orders, cancellationToken);
        await Poll.UntilAsync("the log of the shipping", Timeout, _ => Task.FromResult(LogOf(shop.Orders).Length > 0), cancellationToken);
        report.Say(LogOf(shop.Orders)[0]);

        await Poll.UntilAsync("the end of the changed level", Timeout, async token => await LevelAsync(operations, token) == "Information", cancellationToken);
        var logged = LogOf(shop.Orders).Length;
        await OrderAsync(shop.Orders, cancellationToken);
        await ShippedAsync(shop.Orders, cancellationToken);
        report.Check(LogOf(shop.Orders).Length == logged, $"{Category} logs from Information on again, by itself: one more order was shipped without a record");
    }

    private static async Task<string?> LevelAsync(HttpClient operations, CancellationToken cancellationToken) =>
        (await operations.GetFromJsonAsync<JsonElement>(new Uri($"/loggers/{Category}", UriKind.Relative), cancellationToken)).GetProperty("effective").GetString();

    private static async Task OrderAsync(ServiceProcess orders, CancellationToken cancellationToken)
    {
        using var customer = new HttpClient { BaseAddress = orders.Address.Application };
        using var answer = await customer.PostAsJsonAsync(new Uri("/orders", UriKind.Relative), new { ProductId = 1, Quantity = 1, UnitPrice = 18.90m }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until as many orders are shipped as were placed.</summary>
    private static Task ShippedAsync(ServiceProcess orders, CancellationToken cancellationToken) => Poll.UntilAsync("the shipping", Timeout, async token =>
    {
        var page = (await orders.ReadAsync(orders.Address.Ops("/metrics"), token)).Split('\n');
        return ValueOf("shop_orders_placed_total ") == ValueOf("shop_orders_shipping_delay_seconds_count ");

        string ValueOf(string name) => page.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }, cancellationToken);

    private static string[] LogOf(ServiceProcess orders) =>
        [.. orders.Process.Output.Split(Environment.NewLine).Where(line => line.Contains(Shipped, StringComparison.Ordinal))];
}
