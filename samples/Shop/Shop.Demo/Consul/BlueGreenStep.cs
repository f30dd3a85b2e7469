using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Consul;

/// <summary>Switches all calls from one deployment of the catalogue to another.</summary>
internal static class BlueGreenStep
{
    private const int Clients = 8;
    private const int Requests = 1000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxSwitch = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(RunningShop shop, Registry registry, Report report, CancellationToken cancellationToken)
    {
        report.Step("Blue-green: switch Catalog by one write to Consul's key-value store, under load");
        using var storefront = new StorefrontView(shop.Storefront);
        report.Say(await registry.WriteWeightsAsync(blue: 100, green: 0, cancellationToken));
        ServiceProcess[] green = [shop.StartAnotherCatalog(RunningShop.Green), shop.StartAnotherCatalog(RunningShop.Green)];
        await Task.WhenAll(green.Select(instance => instance.WaitUntilReadyAsync(cancellationToken)));
        await Poll.UntilAsync("the green instances", Timeout, async token =>
            (await storefront.InstancesAsync(token)).Count(instance => instance.Colour == RunningShop.Green) == green.Length, cancellationToken);

        await using var load = KeepAliveLoad.Start(Clients, "/", () => shop.Storefront.Address.ApplicationEndPoint);
        await load.SendAsync(Requests, cancellationToken);
        report.Check(await storefront.CallsToAsync(RunningShop.Green, cancellationToken) == 0, $"{load.Requests} requests of {Clients} clients so far, and no call to green");

        var weights = await registry.WriteWeightsAsync(blue: 0, green: 100, cancellationToken);
        var last = await LastCall.ToAsync(storefront, RunningShop.Blue, cancellationToken);
        report.Say(weights);
        report.Check(last.After <= MaxSwitch, $"the last answer of blue was seen {last.After.TotalMilliseconds:0} ms after the write, and none in the {last.Quiet.TotalSeconds:0.0} s after it");

        await load.SendAsync(Requests, cancellationToken);
        var result = await load.StopAsync();
        var calls = await storefront.CallsToAsync(RunningShop.Green, cancellationToken);
        report.Check(calls >= Requests, $"green got {calls} calls since");
        report.Check(await storefront.CallsToAsync(RunningShop.Blue, cancellationToken) == last.Calls, "blue is up, and gets no call");
        report.Check(result.Failures.Count == 0, $"{result.Failures.Count} of {result.Requests} requests lost");
        result.Failures.Distinct().Take(5).ToList().ForEach(report.Say);
    }
}
