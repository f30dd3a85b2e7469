using System.Text.Json;
using CloudNative.Sdk.Health;

namespace Shop.Catalog;

/// <summary>Reads the products before the service takes requests; until then the start-up probe answers 503.</summary>
internal sealed class WarmCatalog(ProductCatalog catalog, IWebHostEnvironment environment) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(environment.ContentRootPath, "products.json"));
        catalog.Load(await JsonSerializer.DeserializeAsync<Product[]>(file, JsonSerializerOptions.Web, cancellationToken)
            ?? throw new InvalidDataException("products.json holds no products."));
    }
}
