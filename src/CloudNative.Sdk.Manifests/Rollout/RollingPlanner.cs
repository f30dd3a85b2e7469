namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Plans a rolling update, whose steps the platform takes by itself.</summary>
internal static class RollingPlanner
{
    public static RolloutPlan Plan(RolloutGoal goal, IReadOnlyList<RunningSlot> running)
    {
        var only = running.Count > 0 ? running[0] : null;
        var isNew = only is not null && goal.IsIn(only) && only.Instances >= goal.MinInstances;
        List<RolloutStep> steps = [];
        if (!isNew)
        {
            steps.Add(new(RolloutAction.Start, Slots.Only, goal.MinInstances));
        }

        if (!isNew || only!.Healthy < only.Instances)
        {
            steps.Add(new(RolloutAction.Wait, Slots.Only, goal.MinInstances));
        }

        return new RolloutPlan(Slots.Only, steps, only is null ? [] : [new(RolloutAction.Restore, Slots.Only)]);
    }
}
