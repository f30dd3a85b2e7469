using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Consul;

/// <summary>Kills an instance that is being called.</summary>
internal static class KillStep
{
    /// <summary>One client without a pause, and nothing that repeats a call: the one under way is lost, and the next one may find that nobody listens any more.</summary>
    private const int Clients = 1;
    private const int MaxLost = 2;
    private const int RequestsBefore = 500;
    private const int RequestsAfter = 500;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxDeparture = RegistrySettings.Ttl + TimeSpan.FromSeconds(2);

    public static async Task RunAsync(RunningShop shop, Registry registry, Report report, CancellationToken cancellationToken)
    {
        report.Step("Kill one of three Catalog instances under load (SIGKILL)");
        ServiceProcess[] instances = [shop.Catalog, shop.StartAnotherCatalog(), shop.StartAnotherCatalog()];
        await Task.WhenAll(instances.Select(instance => instance.WaitUntilReadyAsync(cancellationToken)));
        await registry.UntilPassingAsync("catalog", instances, cancellationToken);
        using var storefront = new StorefrontView(shop.Storefront);
        await using var load = KeepAliveLoad.Start(Clients, "/", () => shop.Storefront.Address.ApplicationEndPoint);
        await load.SendAsync(RequestsBefore, cancellationToken);
        var known = await storefront.InstancesAsync(cancellationToken);
        report.Check(known.Count == instances.Length, $"Storefront knows all of them: {string.Join(", ", known.Select(instance => $"{instance.Address} with {instance.Calls} calls"))}");

        var busiest = known.MaxBy(instance => instance.Calls);
        var victim = Array.Find(instances, instance => instance.Address.Application.Authority == busiest?.Address) ?? shop.Catalog;
        report.Say($"{load.Requests} requests so far; SIGKILL to pid {victim.Process.Id}, the busiest");
        var killed = TimeProvider.System.GetTimestamp();
        await victim.Process.KillAsync(cancellationToken);
        await ShowEjectionAsync(storefront, victim, killed, report, cancellationToken);
        await load.SendAsync(Clients + 1, cancellationToken);
        var lost = load.Failed;
        await ShowDepartureAsync(registry, storefront, [.. instances.Except([victim])], killed, report, cancellationToken);
        await load.SendAsync(RequestsAfter, cancellationToken);

        var result = await load.StopAsync();
        report.Check(lost <= MaxLost, $"{lost} of {result.Requests} requests lost, without any retry: at most the one under way, and the one that found that nobody listens");
        report.Check(result.Failures.Count == lost, $"{result.Failures.Count - lost} requests lost after the ejection");
        result.Failures.Distinct().Take(5).ToList().ForEach(report.Say);
    }

    /// <summary>A call finds out. Where the one under way took so long to break that all others went elsewhere, Consul is faster.</summary>
    private static async Task ShowEjectionAsync(StorefrontView storefront, ServiceProcess victim, long killed, Report report, CancellationToken cancellationToken)
    {
        CalledInstance? seen = null;
        await Poll.UntilAsync("the ejection", Timeout, async token =>
        {
            seen = (await storefront.InstancesAsync(token)).FirstOrDefault(instance => instance.Address == victim.Address.Application.Authority);
            return seen is not { Ejected: null };
        }, cancellationToken);
        var taken = TimeProvider.System.GetElapsedTime(killed);
        report.Check(taken <= MaxDeparture, seen is null
            ? $"{storefront.Page} shows it no more {Seconds(taken)} later, and no call went there until then"
            : $"{storefront.Page} shows it as ejected {Seconds(taken)} later: {seen.Ejected}");
    }

    /// <summary>Nobody deregisters what was killed: Consul notices that there is no sign of life any more.</summary>
    private static async Task ShowDepartureAsync(
        Registry registry, StorefrontView storefront, ServiceProcess[] left, long killed, Report report, CancellationToken cancellationToken)
    {
        await registry.UntilPassingAsync("catalog", left, cancellationToken);
        var taken = TimeProvider.System.GetElapsedTime(killed);
        report.Check(taken <= MaxDeparture, $"Consul has it as critical {Seconds(taken)} after its death: a sign of life counts for {Seconds(RegistrySettings.Ttl)}");
        await Poll.UntilAsync("Storefront to forget it", Timeout, async token => (await storefront.InstancesAsync(token)).Count == left.Length, cancellationToken);
        taken = TimeProvider.System.GetElapsedTime(killed);
        report.Check(taken <= MaxDeparture, $"Storefront has forgotten it {Seconds(taken)} after its death");
    }

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.0} s");
}
