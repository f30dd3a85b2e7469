namespace Shop.Storefront;

/// <summary>What the customer gets to know of an order; the total is in euro.</summary>
public sealed record PlacedOrder(int Id, decimal Total);
