using CloudNative.Sdk.TestSupport.Load;

namespace Shop.Demo.Consul;

/// <summary>Takes Consul away from services that run, and gives them an empty one.</summary>
internal static class OutageStep
{
    private const int Clients = 8;
    private const int RequestsAfter = 1000;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxReturn = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(RunningShop shop, Registry registry, Report report, CancellationToken cancellationToken)
    {
        report.Step("Kill Consul under load (SIGKILL), and let it come back empty");
        using var storefront = new StorefrontView(shop.Storefront);
        var blue = await storefront.CallsToAsync(RunningShop.Blue, cancellationToken);
        await using var load = KeepAliveLoad.Start(Clients, "/", () => shop.Storefront.Address.ApplicationEndPoint);
        await load.SendAsync(Clients, cancellationToken);
        await registry.Agent.KillAsync(cancellationToken);
        await Task.Delay(Outage, TimeProvider.System, cancellationToken);
        var (_, age, state) = await storefront.SourceAsync(cancellationToken);
        report.Check(state == "failing" && age > 0, $"{storefront.Page} says: {state}, and that its list is {age:0.0} s old");
        report.Check(load.Failed == 0, $"{load.Failed} of {load.Requests} requests lost in {Outage.TotalSeconds:0} s without Consul");

        await registry.Agent.StartAgainAsync(cancellationToken);
        var back = TimeProvider.System.GetTimestamp();
        report.Say($"Consul is back, as pid {registry.Agent.Process.Id}");
        foreach (var service in shop.Running.GroupBy(service => RegistrySettings.NameOf(service.Process.Name)))
        {
            await registry.UntilPassingAsync(service.Key, [.. service], cancellationToken);
        }

        var taken = TimeProvider.System.GetElapsedTime(back);
        report.Check(taken <= MaxReturn, $"all {shop.Running.Count()} services are registered again after {taken.TotalSeconds:0.0} s");

        await load.SendAsync(RequestsAfter, cancellationToken);
        var result = await load.StopAsync();
        report.Check(await storefront.CallsToAsync(RunningShop.Blue, cancellationToken) == blue, "all calls went to green, although Consul has lost the weights with the rest");
        report.Check(result.Failures.Count == 0, $"{result.Failures.Count} of {result.Requests} requests lost in all");
        result.Failures.Distinct().Take(5).ToList().ForEach(report.Say);
    }
}
