using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Resiliency;

/// <summary>Takes the catalogue away from the storefront, which cannot sell without it, and gives it back.</summary>
internal static class DownstreamOutageStep
{
    private const double PerSecond = 100;

    /// <summary>A tenth of the calls, two for each second, and five seconds of those that were saved up.</summary>
    private const double Budget = 0.1;
    private const int Reserve = 2;
    private const int SavedSeconds = 5;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(3);
    private const int MaxMore = 3;
    private static readonly TimeSpan MaxRecovery = TimeSpan.FromSeconds(10);

    /// <summary>A call that waited for its retries would take half a second; on a slow machine all answers take longer.</summary>
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromMilliseconds(50);
    private const double SlowMachine = 10;

    private static readonly Uri Shop = new("/", UriKind.Relative);

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step(string.Create(CultureInfo.InvariantCulture, $"Kill Catalog, without which Storefront can sell nothing, under {PerSecond} requests a second"));
        using var customers = new Customers(shop.Storefront.Address.Application);
        using var view = new CallsView(shop.Storefront);
        await PhaseAsync(customers, Calm, cancellationToken); // a service that has just started compiles what it runs
        var started = await view.ReadAsync(cancellationToken);
        var before = await PhaseAsync(customers, Calm, cancellationToken);
        var healthy = await view.ReadAsync(cancellationToken);
        var longest = TimeSpan.FromTicks(Math.Max(MaxAnswer.Ticks, (long)(SlowMachine * Median(before).Ticks)));

        await shop.Catalog.Process.KillAsync(cancellationToken);
        report.Say($"SIGKILL to pid {shop.Catalog.Process.Id}");
        var clock = Stopwatch.StartNew();
        var during = await PhaseAsync(customers, Outage, cancellationToken);
        var known = await PhaseAsync(customers, Outage, cancellationToken);
        for (var more = 0; more < MaxMore && Median(known) > longest; more++)
        {
            during.AddRange(known); // a slow machine has still to compile what runs after a failure
            known = await PhaseAsync(customers, Outage, cancellationToken);
        }

        during.AddRange(known);
        var failing = await view.ReadAsync(cancellationToken);
        var (health, check) = await HealthAsync(shop.Storefront, cancellationToken);
        var readiness = await shop.Storefront.StatusAsync(shop.Storefront.Address.Ops("/healthz/ready"), cancellationToken);
        var calls = failing.Attempts - failing.Retries + failing.Rejected;
        var allowed = (Budget * calls) + (Reserve * (clock.Elapsed.TotalSeconds + SavedSeconds));

        var back = shop.StartCatalogAgain();
        await back.WaitUntilReadyAsync(cancellationToken);
        var recovery = Stopwatch.StartNew();
        await Poll.UntilAsync("Storefront to sell again", MaxRecovery * 2, async token => await shop.Storefront.StatusAsync(new Uri(shop.Storefront.Address.Application, "/"), token) == HttpStatusCode.OK, cancellationToken);
        recovery.Stop();
        var after = await PhaseAsync(customers, Calm, cancellationToken);
        var recovered = await view.ReadAsync(cancellationToken);

        report.Say($"""
                             answered 200   failed   median answer   sent to Catalog   of them retries   breaker
            before         {Row(before)}   {healthy.Attempts - started.Attempts,15}   {healthy.Retries - started.Retries,15}   {healthy.Breaker}
            without it     {Row(during)}   {failing.Attempts - healthy.Attempts,15}   {failing.Retries - healthy.Retries,15}   {failing.Breaker}
            with it again  {Row(after)}   {recovered.Attempts - failing.Attempts,15}   {recovered.Retries - failing.Retries,15}   {recovered.Breaker}
            """);
        report.Check(failing.Breaker is "open" or "half open" && failing.Rejected > healthy.Rejected, $"the breaker opened: {failing.Rejected - healthy.Rejected} calls failed at once, says {view.Page}");
        report.Check(Median(known) <= longest, $"half of the customers know within {Milliseconds(Median(known))}, although nobody answers at Catalog");
        report.Check(failing.Retries <= allowed, string.Create(CultureInfo.InvariantCulture, $"{failing.Retries} retries; the budget allows {allowed:0}, and three for each call would have been {3 * during.Count}"));
        report.Check(readiness == HttpStatusCode.OK && health == "Degraded" && check == "Degraded", $"Storefront stays in load balancing (ready {(int?)readiness}) and says that it is {health}");
        report.Check(recovery.Elapsed <= MaxRecovery, $"it sold again {recovery.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s after Catalog was ready");
        report.Check(after.All(answer => answer.Status == 200) && recovered.Breaker == "closed", $"then {after.Count} of {after.Count} requests were answered, with the breaker {recovered.Breaker}");
    }

    private static async Task<List<Answer>> PhaseAsync(Customers customers, TimeSpan duration, CancellationToken cancellationToken) =>
        [.. (await customers.SendAsync(PerSecond, duration, _ => new HttpRequestMessage(HttpMethod.Get, Shop), cancellationToken)).SelectMany(answers => answers)];

    private static async Task<(string? Overall, string? Calls)> HealthAsync(ServiceProcess service, CancellationToken cancellationToken)
    {
        using var health = JsonDocument.Parse(await service.ReadAsync(service.Address.Ops("/health"), cancellationToken));
        return (health.RootElement.GetProperty("status").GetString(), health.RootElement.GetProperty("checks").GetProperty("calls").GetProperty("status").GetString());
    }

    private static string Row(List<Answer> answers)
    {
        var good = answers.Count(answer => answer.Status == 200);
        return $"{good,14}   {answers.Count - good,6}   {Milliseconds(Median(answers)),13}";
    }

    private static TimeSpan Median(List<Answer> answers) => answers.Select(answer => answer.Time).Order().ElementAt(answers.Count / 2);

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
