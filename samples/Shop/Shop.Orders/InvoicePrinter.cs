using System.Globalization;

namespace Shop.Orders;

/// <summary>Prints what belongs to an order, 50 ms each; who comes while all printers print has to wait.</summary>
public sealed class InvoicePrinter(int printers, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PrintingTime = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _free = new(printers);

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
