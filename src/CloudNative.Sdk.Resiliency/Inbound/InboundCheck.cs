using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Tells readiness that the service refuses requests: degraded first, and not ready when it has refused nearly all for long.</summary>
internal sealed class InboundCheck(InboundLimiter limiter, IOptions<InboundOptions> options) : IHealthCheck
{
    public const string Name = "load";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        var (state, thresholds) = (limiter.State, options.Value);
        if (state.Duration is var duration && duration < thresholds.DegradedAfter)
        {
            return HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{limiter.InFlight} requests of at most {limiter.Limit} under way"));
        }

        return state.MostDuration >= thresholds.UnhealthyAfter
            ? HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"nearly all requests have been refused for {state.MostDuration.TotalSeconds:F0} s"))
            : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"requests have been refused for {duration.TotalSeconds:F0} s; the limit is {limiter.Limit} under way"));
    }
}
