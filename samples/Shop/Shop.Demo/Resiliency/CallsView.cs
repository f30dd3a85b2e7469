using System.Net.Http.Json;
using System.Text.Json;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Resiliency;

/// <summary>What a service says of its calls to the catalogue at <c>/resiliency</c>.</summary>
internal sealed class CallsView(ServiceProcess service) : IDisposable
{
    private readonly HttpClient _http = new();

    public Uri Page { get; } = service.Address.Ops("/resiliency");

    public async Task<CallsToCatalog> ReadAsync(CancellationToken cancellationToken)
    {
        var page = await _http.GetFromJsonAsync<JsonElement>(Page, cancellationToken);
        var client = page.GetProperty("clients").EnumerateArray().Single(client => client.GetProperty("client").GetString() == "CatalogClient");
        var catalog = client.GetProperty("services").EnumerateArray().Single();
        return new CallsToCatalog(
            catalog.GetProperty("breaker").GetString()!,
            catalog.GetProperty("attempts").EnumerateObject().Sum(outcome => outcome.Value.GetInt64()),
            catalog.GetProperty("retries").GetInt64(),
            catalog.GetProperty("rejected").GetInt64(),
            client.GetProperty("budgetLeft").GetDouble());
    }

    public void Dispose() => _http.Dispose();
}
