using System.Diagnostics.Metrics;

namespace Shop.Orders;

/// <summary>What the business wants to see. Nobody registers the meter: the SDK finds it in the code.</summary>
public sealed class OrderMetrics
{
    /// <summary>Up to ten seconds is of interest.</summary>
    private static readonly InstrumentAdvice<double> Delays = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly Counter<long> _placed;
    private readonly Histogram<double> _value;
    private readonly Histogram<double> _shippingDelay;

    public OrderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Shop.Orders");
        _placed = meter.CreateCounter<long>("shop.orders.placed", "{order}", "Orders placed.");
        _value = meter.CreateHistogram<double>("shop.orders.value", "{euro}", "Value of the orders placed.");
        _shippingDelay = meter.CreateHistogram("shop.orders.shipping.delay", "s", "Time from placing an order to shipping it.", advice: Delays);
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
