namespace Shop.Storefront;

internal sealed class OrdersClient(HttpClient http)
{
    public async Task<PlacedOrder?> PlaceAsync(Product product, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("/orders", new { ProductId = product.Id, Quantity = 1, UnitPrice = product.Price }, cancellationToken);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PlacedOrder>(cancellationToken);
    }
}
