namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Writes steps as commands of a shell.</summary>
internal interface IStepCommands
{
    /// <summary>Gets the commands of a step, in order; none where nothing is to be run.</summary>
    IEnumerable<string> For(RolloutStep step);
}
