using CloudNative.Sdk.Discovery.Ejecting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>What every watch needs.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Zone">The zone of the caller, or null.</param>
/// <param name="Ejector">Decides who is not called.</param>
/// <param name="Recovery">Brings them back.</param>
/// <param name="Store">What was known last.</param>
/// <param name="Metrics">The counts.</param>
/// <param name="Logger">The log.</param>
/// <param name="Run">Runs a source, away from the request that wants it.</param>
internal sealed record WatchContext(
    TimeProvider Time, string? Zone, Ejector Ejector, EjectionRecovery Recovery, SnapshotStore Store, DiscoveryMetrics Metrics, ILogger Logger, Func<Func<Task>, Task> Run);
