using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Health.Scheduling;

/// <summary>What one run of a check said, and when.</summary>
/// <param name="Status">The status after the thresholds.</param>
/// <param name="Description">What the run said.</param>
/// <param name="Exception">Why it failed, if an exception told.</param>
/// <param name="Data">What the check adds.</param>
/// <param name="Duration">How long the run took.</param>
/// <param name="Timestamp">When the run ended, as a time stamp of the time provider.</param>
internal sealed record CheckResult(
    HealthStatus Status, string? Description, Exception? Exception, IReadOnlyDictionary<string, object> Data, TimeSpan Duration, long Timestamp);
