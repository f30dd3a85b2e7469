using System.Net;

namespace Shop.Storefront;

internal sealed class CatalogClient(HttpClient http)
{
    public async Task<IReadOnlyList<Product>> ProductsAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<Product[]>("/products", cancellationToken) ?? [];

    /// <summary>Looks a product up; null when there is none of that number.</summary>
    public async Task<Product?> FindAsync(int id, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri($"/products/{id}", UriKind.Relative), cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Product>(cancellationToken);
    }
}
