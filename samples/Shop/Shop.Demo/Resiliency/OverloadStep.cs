using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Resiliency;

/// <summary>Sends the orders service three times what it can do, once with the adaptive limit of its requests and once without.</summary>
internal static class OverloadStep
{
    private const string Sheddable = "sheddable";
    private const int Overloading = 3;

    /// <summary>What a printer of the orders service prints in a second.</summary>
    private const int PapersOfPrinter = 20;

    /// <summary>At most 400 papers in a second; fewer where the machine could not send and refuse three times as many without being busy itself.</summary>
    private const int MaxPrinters = 20;
    private const int MinPrinters = 4;
    private const double ShareOfMachine = 0.25;

    /// <summary>What must at least be done; 95 % is usual, on a machine that others use too it is less.</summary>
    private const double MinShare = 0.7;

    /// <summary>An order that is not there, which is found out without waiting.</summary>
    private static readonly Uri Unknown = new("/orders/0", UriKind.Relative);

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overload = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step(string.Create(CultureInfo.InvariantCulture, $"Three times the load that Orders can take, for {Overload.TotalSeconds:0} s; customers wait for 1 s"));
        var reachable = await ThroughputAsync(shop.Orders, cancellationToken);
        var printers = (int)Math.Clamp(reachable * ShareOfMachine / (Overloading * PapersOfPrinter), MinPrinters, MaxPrinters);
        var capacity = printers * PapersOfPrinter;
        report.Say($"This machine asks and answers {reachable:0} times a second. So Orders prints {capacity} papers in a second, and is asked for {capacity * Overloading}; a tenth of them are parcel labels, which are critical, and a third of the invoices are asked for as sheddable.");
        var limited = await RunAsync(shop, printers, isLimited: true, cancellationToken);
        var unlimited = await RunAsync(shop, printers, isLimited: false, cancellationToken);

        report.Say($"""
                          in time   of what it can do   labels in time   their p99   refused at once   given up
            with limit    {limited.Row}
            without       {unlimited.Row}
            """);
        report.Check(limited.Share >= MinShare, "with the limit the service does its work as if nothing was: what it cannot do is refused at once");
        report.Check(limited.CriticalServed >= MinShare * limited.Critical, "and what is critical is done, but for the first moments, in which the limit is found");
        report.Check(unlimited.CriticalServed < limited.CriticalServed / 2, "without it critical requests wait behind all others, and customers give up");
    }

    /// <summary>Counts what the machine does, customers and service together, while nothing has to wait.</summary>
    private static async Task<double> ThroughputAsync(ServiceProcess orders, CancellationToken cancellationToken)
    {
        using var customers = new Customers(orders.Address.Application);
        await customers.HurryAsync(Unknown, Warming, cancellationToken);
        return await customers.HurryAsync(Unknown, Warming, cancellationToken) / Warming.TotalSeconds;
    }

    private static async Task<OverloadResult> RunAsync(RunningShop shop, int printers, bool isLimited, CancellationToken cancellationToken)
    {
        var orders = shop.StartAnotherOrders(printers, isLimited);
        await orders.WaitUntilReadyAsync(cancellationToken);
        using var http = new HttpClient { BaseAddress = orders.Address.Application };
        using var placed = await http.PostAsJsonAsync("/orders", new { ProductId = 1, Quantity = 1, UnitPrice = 9.90m }, cancellationToken);
        var id = (await placed.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetInt32();
        var (invoice, label) = ($"/orders/{id}/invoice", $"/orders/{id}/label");

        using var customers = new Customers(orders.Address.Application);
        var capacity = printers * PapersOfPrinter;
        await customers.SendAsync(capacity / Overloading, Warming, Request, cancellationToken);
        var answers = await customers.SendAsync(capacity * Overloading, Overload, Request, cancellationToken);
        await orders.Process.KillAsync(cancellationToken);
        return new OverloadResult([.. answers[label]], [.. answers[invoice]], capacity * Overload.TotalSeconds);

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
