using System.Globalization;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Writes steps as commands of a shell.</summary>
internal abstract class StepCommands(RolloutGoal goal)
{
    /// <summary>Gets what shall run.</summary>
    protected RolloutGoal Goal => goal;

    /// <summary>Gets the commands of a step, in order; none where nothing is to be run.</summary>
    public IEnumerable<string> For(RolloutStep step) => step.Action switch
    {
        RolloutAction.Pause => [$"sleep {Math.Ceiling(step.Pause!.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture)}"],
        RolloutAction.Restore => [$"dotnet cloudnative rollback --env {goal.Environment} --output ."],
        RolloutAction.Hold => [],
        _ => OfPlatform(step),
    };

    /// <summary>Gets the commands by which a platform starts, switches and takes away.</summary>
    protected abstract IEnumerable<string> OfPlatform(RolloutStep step);
}
