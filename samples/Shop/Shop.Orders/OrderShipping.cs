using System.Diagnostics;

namespace Shop.Orders;

/// <summary>Ships the orders one after the other, until the service stops.</summary>
internal sealed partial class OrderShipping(OrderBook orders, TimeProvider time, ILogger<OrderShipping> logger) : BackgroundService
{
    private static readonly ActivitySource Activities = new("Shop.Orders");
    private static readonly TimeSpan PackingTime = TimeSpan.FromMilliseconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in orders.UnshippedAsync(stoppingToken))
        {
            using var activity = Activities.StartActivity("ship order");
            activity?.SetTag("shop.order.id", order.Id);

            await Task.Delay(PackingTime, time, stoppingToken);
            orders.MarkShipped(order);
            LogShipped(order.Id);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Order {OrderId} is shipped.")]
    private partial void LogShipped(int orderId);
}
