namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>The plan of one data centre.</summary>
/// <param name="DataCenter">The data centre; null where the environment has none.</param>
/// <param name="Plan">What to do there.</param>
internal sealed record DataCenterPlan(string? DataCenter, RolloutPlan Plan);
