namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>
/// Plans the switch from one colour to the other. The new colour has all its instances ready before it gets the first request, and the old one stays as it is
/// until <c>keepOld</c> has passed.
/// </summary>
internal static class BlueGreenPlanner
{
    public static RolloutPlan Plan(RolloutGoal goal, IReadOnlyList<RunningSlot> running, DateTimeOffset now)
    {
        var colour = ColourFor(goal, running);
        var next = running.FirstOrDefault(slot => slot.Slot == colour);
        var old = running.FirstOrDefault(slot => slot.Slot != colour);
        return new RolloutPlan(colour, [.. Steps(goal, colour, next, old, now)], Rollback(goal, colour, next, old));
    }

    /// <summary>Takes the colour that runs the release already, else the one that serves the fewest: of Marathon's applications both may serve.</summary>
    private static string ColourFor(RolloutGoal goal, IReadOnlyList<RunningSlot> running)
    {
        if (running.Where(goal.IsIn).OrderByDescending(slot => slot.Serves).FirstOrDefault() is { } same)
        {
            return same.Slot;
        }

        return new[] { Slots.Blue, Slots.Green }.OrderBy(colour => running.Where(slot => slot.Slot == colour && slot.Serves).Sum(slot => slot.Healthy + 1)).First();
    }

    private static IEnumerable<RolloutStep> Steps(RolloutGoal goal, string colour, RunningSlot? next, RunningSlot? old, DateTimeOffset now)
    {
        var wanted = goal.InstancesToTakeOver(old is { Serves: true } ? [old] : []);
        if (next is null || !goal.IsIn(next) || next.Instances < wanted)
        {
            yield return new(RolloutAction.Start, colour, wanted);
            yield return new(RolloutAction.Wait, colour, wanted);
        }
        else if (next.Healthy < wanted)
        {
            yield return new(RolloutAction.Wait, colour, wanted);
        }

        var isSwitched = next is { Serves: true } && goal.IsIn(next) && old is not { Serves: true };
        if (!isSwitched)
        {
            yield return new(RolloutAction.Switch, colour);
        }

        if (old is null)
        {
            yield break;
        }

        var passed = isSwitched && (old.Since ?? next?.Since) is { } since ? now - since : TimeSpan.Zero;
        if (passed < goal.Strategy.KeepOld)
        {
            yield return new(RolloutAction.Pause, old.Slot, Pause: goal.Strategy.KeepOld - passed);
        }

        yield return new(RolloutAction.Retire, old.Slot);
    }

    private static IReadOnlyList<RolloutStep> Rollback(RolloutGoal goal, string colour, RunningSlot? next, RunningSlot? old)
    {
        if (old is { Serves: true })
        {
            return next is null ? [] : [new(RolloutAction.Retire, colour)];
        }

        if (old is null)
        {
            return [new(RolloutAction.Restore, colour)];
        }

        var ready = Math.Max(goal.MinInstances, next?.Instances ?? 0);
        return old.Healthy >= ready
            ? [new(RolloutAction.Switch, old.Slot), new(RolloutAction.Retire, colour)]
            : [new(RolloutAction.Start, old.Slot, ready), new(RolloutAction.Wait, old.Slot, ready), new(RolloutAction.Switch, old.Slot), new(RolloutAction.Retire, colour)];
    }
}
