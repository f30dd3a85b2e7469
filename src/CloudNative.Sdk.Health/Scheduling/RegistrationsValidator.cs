using System.Globalization;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Refuses two checks of one name: their results, series and settings could not be told apart.</summary>
internal sealed class RegistrationsValidator(IOptions<HealthOptions> health) : IValidateOptions<HealthCheckServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthCheckServiceOptions options)
    {
        string[] faults = [.. Doubles(options), .. ShortAges(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Doubles(HealthCheckServiceOptions options) => options.Registrations
            .GroupBy(registration => registration.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"CNS8205: the health check '{group.Key}' is registered {group.Count()} times. Give each its own name.");

    /// <summary>Finds results that would be stale before the next run could end.</summary>
    private IEnumerable<string> ShortAges(HealthCheckServiceOptions options)
    {
        if (health.ValueOrNull() is not { } checkedOptions)
        {
            yield break;
        }

        foreach (var registration in options.Registrations)
        {
            var plan = CheckPlan.Of(registration, checkedOptions);
            if (plan.MaxAge <= plan.Period + plan.Timeout)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{HealthOptions.SectionName}:Checks:{registration.Name}:MaxAge must be longer than the check's period and time limit together ({plan.Period + plan.Timeout:c}), but was {plan.MaxAge:c}.");
            }
        }
    }
}
