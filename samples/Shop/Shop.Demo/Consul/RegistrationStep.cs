using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Consul;

/// <summary>Looks at what the services have registered by themselves.</summary>
internal static class RegistrationStep
{
    public static async Task RunAsync(RunningShop shop, Registry registry, Report report, CancellationToken cancellationToken)
    {
        report.Step("Look into Consul: the services have registered themselves");
        foreach (var service in (ServiceProcess[])[shop.Catalog, shop.Orders, shop.Storefront])
        {
            var name = RegistrySettings.NameOf(service.Process.Name);
            await registry.UntilPassingAsync(name, [service], cancellationToken);
            var instance = (await registry.PassingAsync(name, cancellationToken))[0];
            report.Say($"{name,-10} {instance.Address,-15} {string.Join(", ", instance.Meta.Select(meta => $"{meta.Key}={meta.Value}"))}");
            report.Check(instance.Address == service.Address.Application.Authority, $"{name} is registered with the address that it really listens on");
            report.Check(
                instance.Meta.GetValueOrDefault("version") is { Length: > 0 } && instance.Meta.GetValueOrDefault("ops_port") == $"{service.Address.OpsPort}",
                $"{name} is registered with its version and its ops port");
        }

        var catalog = (await registry.PassingAsync("catalog", cancellationToken))[0];
        report.Check(catalog.Meta.GetValueOrDefault("colour") == RunningShop.Blue, $"catalog is registered with the colour of its deployment, {RunningShop.Blue}");

        using var storefront = new StorefrontView(shop.Storefront);
        var (source, _, _) = await storefront.SourceAsync(cancellationToken);
        report.Check(source == "Consul", $"Storefront knows catalog from {source}; its configuration has no address of it");
    }
}
