namespace Shop.Catalog;

/// <summary>Something that the shop sells; the price is in euro.</summary>
public sealed record Product(int Id, string Name, decimal Price);
