using Shop.Demo.Resiliency;
using Shop.Demo.Steps;

namespace Shop.Demo.Scenarios;

/// <summary>What the services do when another one fails, and when there is more to do than they can.</summary>
internal sealed class FaultScenario : IScenario
{
    private readonly RunningShop _services = new();

    public string Title => "CloudNative.Sdk: Storefront without Catalog, and Orders with three times the load it can take";

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await StartStep.RunAsync(_services, report, cancellationToken);
        await DownstreamOutageStep.RunAsync(_services, report, cancellationToken);
        await OverloadStep.RunAsync(_services, report, cancellationToken);
    }

    public Task StayUpAsync(Report report, CancellationToken cancellationToken) => _services.StayUpAsync(report, cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
