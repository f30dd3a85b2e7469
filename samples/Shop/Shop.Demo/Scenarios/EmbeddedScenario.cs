using CloudNative.Sdk.TestSupport.Components;
using Shop.Demo.Steps;

namespace Shop.Demo.Scenarios;

/// <summary>The main job of the SDK; the storefront is told by its configuration where the others are.</summary>
internal sealed class EmbeddedScenario : IScenario
{
    private readonly ScratchFolder _scratch = new();
    private readonly RunningShop _services = new();
    private readonly Monitoring _monitoring = new();

    public string Title => "CloudNative.Sdk: Storefront -> Catalog and Orders, three services being operated";

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        await StartStep.RunAsync(_services, report, cancellationToken);
        _monitoring.Begin(_services.Orders, cancellationToken);
        await TrafficStep.RunAsync(_services, report, cancellationToken);
        await DrainStep.RunAsync(_services, report, cancellationToken);
        await ExemplarStep.RunAsync(_services, _monitoring, report, cancellationToken);
        await LogLevelStep.RunAsync(_services, report, cancellationToken);
        await DiagnosticStep.RunAsync(_scratch.Path, report, cancellationToken);
        await ManifestStep.RunAsync(_scratch.Path, report, cancellationToken);
    }

    public Task StayUpAsync(Report report, CancellationToken cancellationToken) => _services.StayUpAsync(report, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _monitoring.DisposeAsync();
        await _services.DisposeAsync();
        _scratch.Dispose();
    }
}
