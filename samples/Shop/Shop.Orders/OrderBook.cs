using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Shop.Orders;

/// <summary>All orders in memory, and the queue of those that wait to be shipped.</summary>
public sealed class OrderBook(TimeProvider time, OrderMetrics metrics)
{
    /// <summary>How many orders may wait; more are refused, so that a slow warehouse cannot fill the memory.</summary>
    public const int MaxBacklog = 10_000;

    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private readonly Channel<int> _unshipped = Channel.CreateBounded<int>(MaxBacklog);
    private int _lastId;

    public int Backlog => _unshipped.Reader.Count;

    public Order? Find(int id) => _orders.GetValueOrDefault(id);

    /// <summary>Places an order; null when too many wait already.</summary>
    public Order? Place(NewOrder wanted)
    {
        var order = new Order(Interlocked.Increment(ref _lastId), wanted.ProductId, wanted.Quantity, wanted.Quantity * wanted.UnitPrice, time.GetUtcNow());
        _orders[order.Id] = order;
        if (!_unshipped.Writer.TryWrite(order.Id))
        {
            _orders.TryRemove(order.Id, out _);
            return null;
        }

        metrics.Placed(order);
        return order;
    }

    /// <summary>Yields the orders in the sequence in which they were placed, waiting for new ones.</summary>
    public async IAsyncEnumerable<Order> UnshippedAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var id in _unshipped.Reader.ReadAllAsync(cancellationToken))
        {
            yield return _orders[id];
        }
    }

    public void MarkShipped(Order order)
    {
        var shipped = order with { ShippedAt = time.GetUtcNow() };
        _orders[order.Id] = shipped;
        metrics.Shipped(shipped);
    }
}
