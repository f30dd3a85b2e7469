namespace Shop.Orders;

/// <summary>What a customer asks for; the unit price is in euro.</summary>
public sealed record NewOrder(int ProductId, int Quantity, decimal UnitPrice);
