using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Core;

/// <summary>Whether the service should get requests.</summary>
/// <param name="Status">Healthy; Degraded: it serves, and something is amiss; Unhealthy: it should get none.</param>
/// <param name="Reason">Why it is not healthy, in one line without secrets: <c>unhealthy: orders-db; degraded: disk</c>. Empty where it is healthy.</param>
public sealed record ServiceHealth(HealthStatus Status, string Reason)
{
    /// <summary>Gets the health of a service with which all is well.</summary>
    public static ServiceHealth Healthy { get; } = new(HealthStatus.Healthy, string.Empty);
}
