using System.Diagnostics;
using System.Net;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Follows one purchase from a metric to its trace: an exemplar names the trace of a request that was measured.</summary>
internal static class ExemplarStep
{
    private const string Metric = "http_server_request_duration_seconds_bucket";
    private static readonly TimeSpan ScrapeTimeout = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(RunningShop shop, Monitoring monitoring, Report report, CancellationToken cancellationToken)
    {
        report.Step("Find one purchase again: Prometheus scrapes Orders, and its exemplars name traces");
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        report.Check(await BuyAsync(shop.Storefront, trace, cancellationToken), $"bought at Storefront in the trace {trace}");
        await ShowPageAsync(shop.Orders, trace, report, cancellationToken);
        try
        {
            var prometheus = await monitoring.StartedAsync().WaitAsync(ScrapeTimeout, cancellationToken);
            await ShowExemplarAsync(prometheus, trace, report, cancellationToken);
        }
        catch (Exception exception) when (exception is ComponentUnavailableException or TimeoutException)
        {
            report.Skip("a scrape by a real Prometheus", exception.Message);
        }
    }

    private static async Task<bool> BuyAsync(ServiceProcess storefront, string trace, CancellationToken cancellationToken)
    {
        using var customer = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = storefront.Address.Application };
        customer.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        using var answer = await customer.PostAsync(new Uri("/buy/1", UriKind.Relative), null, cancellationToken);
        return answer.StatusCode == HttpStatusCode.Accepted;
    }

    private static async Task ShowPageAsync(ServiceProcess orders, string trace, Report report, CancellationToken cancellationToken)
    {
        using var scraper = new HttpClient();
        scraper.DefaultRequestHeaders.Add("Accept", "application/openmetrics-text; version=1.0.0");
        var page = await scraper.GetStringAsync(orders.Address.Ops("/metrics"), cancellationToken);
        var line = page.Split('\n').FirstOrDefault(line => line.StartsWith(Metric, StringComparison.Ordinal) && line.Contains(trace, StringComparison.Ordinal));
        report.Say(line ?? "no exemplar with the trace");
        report.Check(line is not null, "Orders' OpenMetrics page has an exemplar with the trace: it came there through Storefront");
    }

    private static async Task ShowExemplarAsync(Prometheus prometheus, string trace, Report report, CancellationToken cancellationToken)
    {
        var (series, exemplar) = await prometheus.ExemplarAsync(Metric, trace, ScrapeTimeout, cancellationToken);
        report.Say($"query_exemplars: {exemplar.GetProperty("labels")}, {exemplar.GetProperty("value")} s");
        report.Check(series.GetProperty("http_route").GetString() == "/orders", $"Prometheus at {prometheus.Address} has it for the route {series.GetProperty("http_route")}");
    }
}
