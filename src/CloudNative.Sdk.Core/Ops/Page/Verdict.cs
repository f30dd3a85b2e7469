using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>What the service thinks of itself, in a word, and why.</summary>
/// <param name="Tone">What it means.</param>
/// <param name="Word">The word.</param>
/// <param name="Reason">Why; empty where there is nothing to say.</param>
internal sealed record Verdict(OpsTone Tone, string Word, string Reason)
{
    /// <param name="state">Where the service stands.</param>
    /// <param name="health">Its health; null where nothing checks it.</param>
    /// <param name="drainLeft">How long it drains on; null where that is not known.</param>
    public static Verdict Of(ServiceState state, ServiceHealth? health, TimeSpan? drainLeft) => state switch
    {
        ServiceState.Starting => new(OpsTone.Warning, "Starting", "It gets no requests before its start-up tasks are done."),
        ServiceState.Draining => new(OpsTone.Warning, "Draining", drainLeft is { } left
            ? $"It is not ready any more, and serves on for {PageText.Duration(TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, left.TotalSeconds))))}."
            : "It is not ready any more, and serves on until load balancers have looked away."),
        ServiceState.Stopping => new(OpsTone.Bad, "Stopping", "The last requests finish."),
        _ => health?.Status switch
        {
            HealthStatus.Unhealthy => new(OpsTone.Bad, "Not ready", health.Reason),
            HealthStatus.Degraded => new(OpsTone.Warning, "Ready, degraded", health.Reason),
            _ => new(OpsTone.Good, "Ready", string.Empty),
        },
    };
}
