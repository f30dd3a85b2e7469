using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;

namespace Shop.Demo.Steps;

/// <summary>Stops one of two catalogue instances while clients keep their connections busy.</summary>
internal static class DrainStep
{
    private const int Connections = 16;
    private const int RequestsBefore = 2000;
    private static readonly TimeSpan LoadTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step($"Stop one of two Catalog instances under the load of {Connections} keep-alive connections");
        var leaving = shop.StartAnotherCatalog();
        await leaving.WaitUntilReadyAsync(cancellationToken);
        await using var balancer = new ReadinessSwitch(shop.Catalog, leaving);
        await using var load = KeepAliveLoad.Start(Connections, "/products", balancer.Next);
        await WaitForAsync(RequestsBefore, load, cancellationToken);

        report.Say($"{load.Requests} requests so far; SIGTERM to pid {leaving.Process.Id}");
        leaving.Process.RequestStop();
        var seen = await DrainObservation.WatchAsync(leaving, cancellationToken);
        var exitCode = await leaving.Process.WaitForExitAsync(ExitTimeout, cancellationToken);
        await WaitForAsync(load.Requests + RequestsBefore, load, cancellationToken);
        var result = await load.StopAsync();

        report.Check(seen.ServedWhileNotReady > 0, $"readiness answered 503 and the application still 200 to new connections, {seen.ServedWhileNotReady} times in {seen.Drain.TotalSeconds:0.0} s");
        report.Check(seen.LivenessFailures == 0, "liveness answered 200 to the end");
        report.Check(exitCode == 0, $"the process ended with exit code {exitCode}");
        report.Check(result.Failures.Count == 0, $"{result.Failures.Count} of {result.Requests} requests lost, over {result.Connections} connections");
        result.Failures.Distinct().Take(5).ToList().ForEach(report.Say);
    }

    private static Task WaitForAsync(long requests, KeepAliveLoad load, CancellationToken cancellationToken) =>
        Poll.UntilAsync($"{requests} requests", LoadTimeout, _ => Task.FromResult(load.Requests >= requests), cancellationToken);
}
