namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Plans a canary by the number of its instances: a share of all of them, since each gets as many requests as another.</summary>
internal static class CanaryPlanner
{
    public static RolloutPlan Plan(RolloutGoal goal, IReadOnlyList<RunningSlot> running, DateTimeOffset now)
    {
        var stable = running.FirstOrDefault(slot => slot.Slot == Slots.Stable);
        var canary = running.FirstOrDefault(slot => slot.Slot == Slots.Canary);
        var wanted = goal.InstancesToTakeOver(stable is null ? [] : [stable]);
        var isStable = stable is not null && goal.IsIn(stable);
        return new RolloutPlan(
            stable is null || isStable ? Slots.Stable : Slots.Canary,
            stable is null || isStable ? [.. Settle(goal, stable, canary, wanted)] : [.. Try(goal, canary, wanted, now), .. Settle(goal, stable: null, Tried, wanted)],
            Rollback(isStable, canary));
    }

    /// <summary>Stands for the canary that will run when it has been tried.</summary>
    private static RunningSlot Tried { get; } = new() { Slot = Slots.Canary, Version = string.Empty, Instances = 1, Healthy = 1, Serves = true };

    /// <summary>Gets the instances of a step: at least one, and never all, so that the old version keeps some.</summary>
    public static int Instances(int weight, int all) => Math.Max(1, Math.Min(Math.Max(1, all - 1), (int)Math.Round(all * weight / 100d, MidpointRounding.AwayFromZero)));

    private static IEnumerable<RolloutStep> Try(RolloutGoal goal, RunningSlot? canary, int all, DateTimeOffset now)
    {
        var reached = canary is not null && goal.IsIn(canary) ? canary.Instances : 0;

        // Steps that come to the same number of instances are one.
        foreach (var stage in goal.Strategy.Steps.GroupBy(step => Instances(step.Weight, all)).Where(stage => stage.Key >= reached))
        {
            if (reached < stage.Key)
            {
                yield return new(RolloutAction.Start, Slots.Canary, stage.Key);
            }

            if (reached < stage.Key || canary!.Healthy < stage.Key)
            {
                yield return new(RolloutAction.Wait, Slots.Canary, stage.Key);
            }

            var passed = reached == stage.Key && canary!.Since is { } since ? now - since : TimeSpan.Zero;
            var pause = TimeSpan.FromTicks(stage.Sum(step => step.Pause.Ticks));
            if (passed < pause)
            {
                yield return new(RolloutAction.Pause, Slots.Canary, Pause: pause - passed);
            }
        }
    }

    /// <summary>Makes the release the stable one, and takes the canary away.</summary>
    private static IEnumerable<RolloutStep> Settle(RolloutGoal goal, RunningSlot? stable, RunningSlot? canary, int wanted)
    {
        if (stable is null || stable.Instances < goal.MinInstances)
        {
            yield return new(RolloutAction.Start, Slots.Stable, wanted);
            yield return new(RolloutAction.Wait, Slots.Stable, wanted);
        }
        else if (stable.Healthy < stable.Instances)
        {
            yield return new(RolloutAction.Wait, Slots.Stable, stable.Instances);
        }

        if (canary is not null)
        {
            yield return new(RolloutAction.Retire, Slots.Canary);
        }
    }

    private static IReadOnlyList<RolloutStep> Rollback(bool isStable, RunningSlot? canary)
    {
        if (isStable)
        {
            return [new(RolloutAction.Restore, Slots.Stable)];
        }

        return canary is null ? [] : [new(RolloutAction.Retire, Slots.Canary)];
    }
}
