using System.Globalization;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>Refuses two checks of one name: their results, series and settings could not be told apart.</summary>
internal sealed class RegistrationsCheck(IOptions<HealthCheckServiceOptions> registered, IOptions<HealthOptions> health) : IStartCheck
{
    public IEnumerable<string> Faults()
    {
        try
        {
            // As a rule there is nothing to find, and the queries would cost each start some milliseconds.
            var registrations = registered.Value.Registrations;
            return HaveOwnNames(registrations) && health.ValueOrNull() is not { Checks.Count: > 0 } ? [] : [.. Doubles(registrations), .. ShortAges(registrations)];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures;
        }
    }

    private static bool HaveOwnNames(ICollection<HealthCheckRegistration> registrations)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var registration in registrations)
        {
            if (!names.Add(registration.Name))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> Doubles(ICollection<HealthCheckRegistration> registrations) =>
        registrations
            .GroupBy(registration => registration.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"CNS8205: the health check '{group.Key}' is registered {group.Count()} times. Give each its own name.");

    /// <summary>Finds results that would be stale before the next run could end, which only the settings of a check can make them.</summary>
    private IEnumerable<string> ShortAges(ICollection<HealthCheckRegistration> registrations)
    {
        if (health.ValueOrNull() is not { } options)
        {
            yield break;
        }

        foreach (var registration in registrations)
        {
            var plan = CheckPlan.Of(registration, options);
            if (plan.MaxAge <= plan.Period + plan.Timeout)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{HealthOptions.SectionName}:Checks:{registration.Name}:MaxAge must be longer than the check's period and time limit together ({plan.Period + plan.Timeout:c}), but was {plan.MaxAge:c}.");
            }
        }
    }
}
