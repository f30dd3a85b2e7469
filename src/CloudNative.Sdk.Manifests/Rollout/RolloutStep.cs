namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>One step of a plan.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Slot">The slot to which it does that.</param>
/// <param name="Instances">How many instances it is about; null where that is no question.</param>
/// <param name="Pause">How long to wait; null for other actions than <see cref="RolloutAction.Pause"/>.</param>
internal sealed record RolloutStep(RolloutAction Action, string Slot, int? Instances = null, TimeSpan? Pause = null);
