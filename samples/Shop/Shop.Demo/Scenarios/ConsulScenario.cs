using CloudNative.Sdk.TestSupport.Components;
using Shop.Demo.Consul;
using Shop.Demo.Steps;

namespace Shop.Demo.Scenarios;

/// <summary>The services register themselves in a real Consul and find one another there, whatever happens to them and to Consul.</summary>
internal sealed class ConsulScenario : IScenario
{
    private Registry? _registry;
    private RunningShop? _services;

    public string Title => "CloudNative.Sdk: Storefront -> Catalog and Orders, found in a real Consul";

    public async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        try
        {
            _registry = await Registry.StartAsync(cancellationToken);
        }
        catch (ComponentUnavailableException exception)
        {
            report.Skip("everything that needs a real Consul", exception.Message);
            return;
        }

        report.Say($"Consul: pid {_registry.Agent.Process.Id}, {_registry.Agent.Address}ui, with nothing in it");
        _services = new RunningShop(_registry.Agent.Address);
        await StartStep.RunAsync(_services, report, cancellationToken);
        await RegistrationStep.RunAsync(_services, _registry, report, cancellationToken);
        await TrafficStep.RunAsync(_services, report, cancellationToken);
        await KillStep.RunAsync(_services, _registry, report, cancellationToken);
        await BlueGreenStep.RunAsync(_services, _registry, report, cancellationToken);
        await OutageStep.RunAsync(_services, _registry, report, cancellationToken);
    }

    public async Task StayUpAsync(Report report, CancellationToken cancellationToken)
    {
        if (_services is not null)
        {
            await _services.StayUpAsync(report, cancellationToken);
        }
    }

    /// <summary>The services go first, and say goodbye to Consul.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }
    }
}
