using System.Globalization;

namespace Shop.Orders;

/// <summary>Prints what belongs to an order. It can print twenty at a time, 50 ms each; who comes then has to wait.</summary>
public sealed class InvoicePrinter(TimeProvider time) : IDisposable
{
    private const int Printers = 20;
    private static readonly TimeSpan PrintingTime = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _free = new(Printers);

    public async Task<string> PrintAsync(string title, Order order, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            await Task.Delay(PrintingTime, time, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{title} {order.Id}: {order.Quantity} of {order.ProductId}, {order.Total:0.00} euro");
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
