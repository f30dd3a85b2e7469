using System.Globalization;
using CloudNative.Sdk.TestSupport.Services;
using Shop.Demo.Consul;

namespace Shop.Demo;

/// <summary>The services that the demo has started.</summary>
/// <param name="consul">Where the services find Consul; null where the storefront is told by its configuration where the others are.</param>
internal sealed class RunningShop(Uri? consul = null) : IAsyncDisposable
{
    public const string Blue = "blue";
    public const string Green = "green";

    /// <summary>The limit of requests at once to begin with, for one printer: that of the SDK for twenty.</summary>
    private const int RequestsForPrinter = 25;

    private readonly List<ServiceProcess> _started = [];

    private readonly ServiceAddress _catalog = ServiceAddress.Free();
    private readonly ServiceAddress _orders = ServiceAddress.Free();

    public ServiceProcess Catalog => field ??= Start("Shop.Catalog", _catalog, ColourOf(Blue));

    /// <summary>Gets the orders service, whose log levels may be changed while it runs, and whose metrics name traces.</summary>
    public ServiceProcess Orders => field ??= Start("Shop.Orders", _orders,
        KeyValuePair.Create("CloudNative:Ops:AllowChanges", "true"),
        KeyValuePair.Create("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"));

    public ServiceProcess Storefront => field ??= Start("Shop.Storefront", ServiceAddress.Free(), consul is null
        ? [
            KeyValuePair.Create("Services:catalog:http:0", $"127.0.0.1:{_catalog.ApplicationPort}"),
            KeyValuePair.Create("Services:orders:http:0", $"127.0.0.1:{_orders.ApplicationPort}"),
        ]
        : [KeyValuePair.Create("CloudNative:Discovery:Consul:Routing", "true")]);

    /// <summary>Gets the services that run.</summary>
    public IEnumerable<ServiceProcess> Running => _started.Where(service => !service.Process.HasExited);

    /// <summary>Starts the catalogue again at its address, after it has died.</summary>
    public ServiceProcess StartCatalogAgain() => Start("Shop.Catalog", _catalog, ColourOf(Blue));

    /// <summary>Starts one more instance of the orders service, with so many printers, and with the adaptive limit of its requests or without.</summary>
    public ServiceProcess StartAnotherOrders(int printers, bool isLimited) => Start("Shop.Orders", ServiceAddress.Free(),
        KeyValuePair.Create("Printers", Text(printers)),
        KeyValuePair.Create("CloudNative:Resiliency:Inbound:InitialLimit", Text(printers * RequestsForPrinter)),
        KeyValuePair.Create("CloudNative:Resiliency:Inbound:Enabled", isLimited ? "true" : "false"));

    /// <summary>Starts one more instance of the catalogue.</summary>
    public ServiceProcess StartAnotherCatalog(string colour = Blue) => Start("Shop.Catalog", ServiceAddress.Free(), ColourOf(colour));

    /// <summary>Keeps the services up until Enter is pressed.</summary>
    public async Task StayUpAsync(Report report, CancellationToken cancellationToken)
    {
        report.Step("The services stay up; open");
        foreach (var service in Running)
        {
            report.Say($"{service.Address.Ops("/")}   ops pages of {service.Process.Name}");
        }

        report.Say($"{Storefront.Address.Application}   what the shop sells; to buy: curl -X POST {Storefront.Address.Application}buy/1");
        report.Say("Press Enter to stop the services.");
        await Task.WhenAny(Task.Run(Console.In.ReadLineAsync, cancellationToken), Task.Delay(Timeout.Infinite, cancellationToken));
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_started.Select(service => service.DisposeAsync().AsTask()));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static KeyValuePair<string, string> ColourOf(string colour) => KeyValuePair.Create("CLOUDNATIVE_COLOUR", colour);

    private ServiceProcess Start(string name, ServiceAddress address, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var service = ShopService.Start(name, address, consul is null ? settings : settings.Concat(RegistrySettings.Of(name, consul)));
        _started.Add(service);
        return service;
    }
}
