using CloudNative.Sdk.Discovery.Ejecting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>What every watch needs.</summary>
internal sealed record WatchContext(TimeProvider Time, string? Zone, Ejector Ejector, EjectionRecovery Recovery, SnapshotStore Store, DiscoveryMetrics Metrics, ILogger Logger);
