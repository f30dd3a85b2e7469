using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Refuses two checks of one name: their results, series and settings could not be told apart.</summary>
internal sealed class RegistrationsValidator : IValidateOptions<HealthCheckServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
    {
        var faults = options.Registrations
            .GroupBy(registration => registration.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"CNS8205: the health check '{group.Key}' is registered {group.Count()} times. Give each its own name.")
            .ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
