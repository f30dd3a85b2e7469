namespace Shop.Storefront;

/// <summary>What the storefront shows of a product of the catalogue; the price is in euro.</summary>
public sealed record Product(int Id, string Name, decimal Price);
