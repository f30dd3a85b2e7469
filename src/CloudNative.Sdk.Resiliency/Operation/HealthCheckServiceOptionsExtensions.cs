using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Resiliency.Operation;

/// <summary>Adds the checks of this package.</summary>
internal static class HealthCheckServiceOptionsExtensions
{
    /// <summary>They only read memory, and what they say should be known soon.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Adds a check that counts for readiness, unless the application has one of that name.</summary>
    public static void TryAddReadiness(this HealthCheckServiceOptions options, string name, Func<IServiceProvider, IHealthCheck> check)
    {
        if (!options.Registrations.Any(registration => string.Equals(registration.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            options.Registrations.Add(new HealthCheckRegistration(name, check, HealthStatus.Unhealthy, ["ready"]) { Period = Period });
        }
    }
}
