using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>What is known of a service at one moment; immutable.</summary>
/// <param name="Set">The instances, or null where the service is not known.</param>
/// <param name="Source">The source that names them, or null.</param>
/// <param name="Reasons">Why no source knows the service, each a sentence; empty where one does.</param>
/// <param name="HasFailed">Whether the service is not known because a source does not answer.</param>
internal sealed record WatchState(InstanceSet? Set, string? Source, IReadOnlyList<string> Reasons, bool HasFailed)
{
    public static WatchState Known(InstanceSet set, string source) => new(set, source, [], HasFailed: false);

    public static WatchState Unknown(IReadOnlyList<string> reasons, bool hasFailed) => new(null, null, reasons, hasFailed);
}
