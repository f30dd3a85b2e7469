using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>How one check runs: configuration by name, else the registration, else the options.</summary>
internal sealed record CheckPlan(TimeSpan Timeout, TimeSpan Period, TimeSpan Delay, TimeSpan MaxAge, int FailureThreshold, int SuccessThreshold)
{
    public static CheckPlan Of(HealthCheckRegistration registration, HealthOptions options)
    {
        var settings = options.Checks.TryGetValue(registration.Name, out var found) ? found : new HealthCheckSettings();
        var timeout = settings.Timeout ?? (registration.Timeout > TimeSpan.Zero ? registration.Timeout : options.CheckTimeout);
        var period = settings.Period ?? registration.Period ?? options.CheckPeriod;
        var leastMaxAge = (2 * period) + timeout;
        return new CheckPlan(
            timeout,
            period,
            registration.Delay ?? TimeSpan.Zero,
            settings.MaxAge ?? (options.ResultMaxAge > leastMaxAge ? options.ResultMaxAge : leastMaxAge),
            settings.FailureThreshold ?? options.FailureThreshold,
            settings.SuccessThreshold ?? options.SuccessThreshold);
    }
}
