namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What remains to be done; the plan of a rollout that has ended is empty.</summary>
/// <param name="Slot">Where the release runs, or will run.</param>
/// <param name="Steps">The steps, in order. After each, the plan is made anew from what runs then.</param>
/// <param name="Rollback">The steps back to what serves now, or served before.</param>
internal sealed record RolloutPlan(string Slot, IReadOnlyList<RolloutStep> Steps, IReadOnlyList<RolloutStep> Rollback)
{
    /// <summary>Gets whether the release serves everywhere it shall; an old version may still be kept.</summary>
    public bool Serves => Steps.All(step => step.Action is RolloutAction.Pause or RolloutAction.Retire);
}
