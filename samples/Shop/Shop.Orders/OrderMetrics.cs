using System.Diagnostics.Metrics;

namespace Shop.Orders;

/// <summary>What the business wants to see. Nobody registers the meter: the SDK finds it in the code.</summary>
public sealed class OrderMetrics
{
    private readonly Counter<long> _placed;
    private readonly Histogram<double> _value;
    private readonly Histogram<double> _shippingDelay;

    public OrderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Shop.Orders");
        _placed = meter.CreateCounter<long>("shop.orders.placed", "{order}", "Orders placed.");
        _value = meter.CreateHistogram<double>("shop.orders.value", "{euro}", "Value of the orders placed.");
        _shippingDelay = meter.CreateHistogram<double>("shop.orders.shipping.delay", "s", "Time from placing an order to shipping it.");
    }

    public void Placed(Order order)
    {
        _placed.Add(1);
        _value.Record((double)order.Total);
    }

    public void Shipped(Order order)
    {
        if (order.ShippedAt is { } shippedAt)
        {
            _shippingDelay.Record((shippedAt - order.PlacedAt).TotalSeconds);
        }
    }
}
