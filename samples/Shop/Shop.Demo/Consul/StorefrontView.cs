using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Consul;

/// <summary>What the storefront knows of the catalogue, as its ops page <c>/discovery</c> shows it.</summary>
internal sealed class StorefrontView(ServiceProcess storefront) : IDisposable
{
    private readonly HttpClient _http = new();

    public Uri Page { get; } = storefront.Address.Ops("/discovery");

    public async Task<IReadOnlyList<CalledInstance>> InstancesAsync(CancellationToken cancellationToken) =>
        [.. (await CatalogAsync(cancellationToken)).GetProperty("instances").EnumerateArray().Select(Read)];

    /// <summary>Counts the calls to the instances of a colour that have ended.</summary>
    public async Task<long> CallsToAsync(string colour, CancellationToken cancellationToken) =>
        (await InstancesAsync(cancellationToken)).Where(instance => instance.Colour == colour).Sum(instance => instance.Calls);

    /// <summary>Reads where the instances are known from, how long ago that was confirmed, and what state the source is in.</summary>
    public async Task<(string? Source, double AgeSeconds, string? State)> SourceAsync(CancellationToken cancellationToken)
    {
        var catalog = await CatalogAsync(cancellationToken);
        var source = catalog.GetProperty("source").GetString();
        var state = catalog.GetProperty("asked").EnumerateArray().Single(asked => asked.GetProperty("name").GetString() == source).GetProperty("state").GetString();
        return (source, catalog.GetProperty("ageSeconds").GetDouble(), state);
    }

    public void Dispose() => _http.Dispose();

    private static CalledInstance Read(JsonElement instance) => new(
        new Uri(instance.GetProperty("address").GetString()!).Authority,
        instance.GetProperty("metadata").TryGetProperty("colour", out var colour) ? colour.GetString() : null,
        instance.GetProperty("calls").GetInt64(),
        instance.TryGetProperty("ejected", out var ejected) ? ejected.GetProperty("reason").GetString() : null);

    private async Task<JsonElement> CatalogAsync(CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonElement>(Page, cancellationToken)).GetProperty("services").EnumerateArray()
            .First(service => service.GetProperty("service").GetString()!.Contains("catalog", StringComparison.Ordinal));
}
