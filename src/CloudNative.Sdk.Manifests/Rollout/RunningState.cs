namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What runs of a service, by data centre.</summary>
/// <param name="DataCenter">The data centre; null where the environment has none.</param>
/// <param name="Slots">What runs there; empty where nothing does.</param>
internal sealed record RunningState(string? DataCenter, IReadOnlyList<RunningSlot> Slots);
