using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.Demo.Resiliency;

/// <summary>Sends the orders service three times what it can do, once with the adaptive limit of its requests and once without.</summary>
internal static class OverloadStep
{
    private const string Sheddable = "sheddable";

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overload = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step(string.Create(CultureInfo.InvariantCulture, $"Three times the load that Orders can take, for {Overload.TotalSeconds:0} s; customers wait for 1 s"));
        report.Say("Orders prints 400 papers in a second. Of 1,200 that are asked for, 120 are parcel labels, which are critical; a third of the invoices are asked for as sheddable.");
        var limited = await RunAsync(shop, isLimited: true, cancellationToken);
        var unlimited = await RunAsync(shop, isLimited: false, cancellationToken);

        report.Say($"""
                          in time   of what it can do   labels in time   their p99   refused at once   given up
            with limit    {limited.Row}
            without       {unlimited.Row}
            """);
        report.Check(limited.Served >= 0.8 * OverloadResult.Capacity * Overload.TotalSeconds, "with the limit the service does its work as if nothing was: what it cannot do is refused at once");
        report.Check(limited.CriticalServed >= 0.85 * limited.Critical, "and what is critical is done, but for the first moments, in which the limit is found");
        report.Check(unlimited.CriticalServed < limited.CriticalServed / 2, "without it critical requests wait behind all others, and customers give up");
    }

    private static async Task<OverloadResult> RunAsync(RunningShop shop, bool isLimited, CancellationToken cancellationToken)
    {
        var orders = shop.StartAnotherOrders(isLimited);
        await orders.WaitUntilReadyAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = orders.Address.Application };
        using var placed = await http.PostAsJsonAsync("/orders", new { ProductId = 1, Quantity = 1, UnitPrice = 9.90m }, cancellationToken);
        var id = (await placed.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetInt32();
        var (invoice, label) = ($"/orders/{id}/invoice", $"/orders/{id}/label");

        using var customers = new Customers(orders.Address.Application);
        await customers.SendAsync(OverloadResult.Capacity / 3, Warming, Request, cancellationToken);
        var answers = await customers.SendAsync(OverloadResult.Capacity * 3, Overload, Request, cancellationToken);
        await orders.Process.KillAsync(cancellationToken);
        return new OverloadResult([.. answers[label]], [.. answers[invoice]], Overload);

        HttpRequestMessage Request(int number)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(number % 10 == 0 ? label : invoice, UriKind.Relative));
            if (number % 10 != 0 && number % 3 == 1)
            {
                request.Headers.Add("X-Request-Priority", Sheddable);
            }

            return request;
        }
    }
}
