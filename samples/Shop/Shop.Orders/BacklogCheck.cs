using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Orders;

/// <summary>Reports when shipping cannot keep up. It counts for readiness only: a restart would not ship anything sooner.</summary>
internal sealed class BacklogCheck(OrderBook orders) : IHealthCheck
{
    private const int ManyOrders = OrderBook.MaxBacklog / 2;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var backlog = orders.Backlog;
        var status = backlog < ManyOrders ? HealthStatus.Healthy : HealthStatus.Degraded;
        return Task.FromResult(new HealthCheckResult(status, $"{backlog} orders wait to be shipped."));
    }
}
