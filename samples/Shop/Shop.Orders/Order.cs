namespace Shop.Orders;

/// <summary>An order of the book; the total is in euro.</summary>
public sealed record Order(int Id, int ProductId, int Quantity, decimal Total, DateTimeOffset PlacedAt, DateTimeOffset? ShippedAt = null);
