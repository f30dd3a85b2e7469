using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Outbound;

/// <summary>Tells which services are not called at the moment. Never unhealthy: an instance that left would send its requests to others that can call them no better.</summary>
internal sealed class BreakerCheck(CallRegistry registry) : IHealthCheck
{
    public const string Name = "calls";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = registry.Clients.SelectMany(client => client.Targets).Where(target => target.Breaker.IsStopping)
            .Select(target => target.Service).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        return Task.FromResult(stopped.Count == 0
            ? HealthCheckResult.Healthy("all breakers are closed")
            : HealthCheckResult.Degraded($"calls fail at once, since the breaker is open: {string.Join(", ", stopped)}"));
    }
}
