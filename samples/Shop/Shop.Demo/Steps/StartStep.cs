using System.Net;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Starts the three services and asks their probes.</summary>
internal static class StartStep
{
    private static readonly string[] Probes = ["/healthz/startup", "/healthz/live", "/healthz/ready"];

    public static async Task RunAsync(RunningShop shop, Report report, CancellationToken cancellationToken)
    {
        report.Step("Start three services, each with its ops server");
        await Task.WhenAll(WaitAsync(shop.Catalog, report, cancellationToken), WaitAsync(shop.Orders, report, cancellationToken));
        await WaitAsync(shop.Storefront, report, cancellationToken);
        foreach (var service in (ServiceProcess[])[shop.Catalog, shop.Orders, shop.Storefront])
        {
            var answers = await Task.WhenAll(Probes.Select(probe => service.StatusAsync(service.Address.Ops(probe), cancellationToken)));
            report.Check(answers.All(answer => answer == HttpStatusCode.OK), $"{service.Process.Name}: {string.Join(", ", Probes.Zip(answers, (probe, answer) => $"{probe} {(int?)answer}"))}");
        }
    }

    private static Task WaitAsync(ServiceProcess service, Report report, CancellationToken cancellationToken)
    {
        report.Say($"{service.Process.Name,-16} pid {service.Process.Id,-8} application {service.Address.ApplicationPort,-6} ops {service.Address.OpsPort}");
        return service.WaitUntilReadyAsync(cancellationToken);
    }
}
