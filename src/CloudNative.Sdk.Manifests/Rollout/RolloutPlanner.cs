using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>
/// Plans what is left of a rollout: a pure function of the release and of what runs. It remembers nothing, so a rollout that broke off goes on with the same
/// command.
/// </summary>
internal static class RolloutPlanner
{
    /// <summary>Plans each data centre, in the order of the waves; a wave waits until the release serves in all data centres of the waves before.</summary>
    public static IReadOnlyList<DataCenterPlan> Plan(RolloutGoal goal, IReadOnlyList<RunningState> running, DateTimeOffset now)
    {
        if (goal.Waves.Count == 0)
        {
            return [new DataCenterPlan(null, Plan(goal, [.. running.SelectMany(state => state.Slots)], now))];
        }

        List<DataCenterPlan> plans = [];
        var mayGo = true;
        foreach (var wave in goal.Waves)
        {
            var planned = wave.Select(name => new DataCenterPlan(name, Plan(goal, running.FirstOrDefault(state => state.DataCenter == name)?.Slots ?? [], now))).ToList();
            plans.AddRange(planned.Select(plan => mayGo || plan.Plan.Serves ? plan : plan with { Plan = Held(plan.Plan) }));
            mayGo &= planned.All(plan => plan.Plan.Serves);
        }

        return plans;
    }

    public static RolloutPlan Plan(RolloutGoal goal, IReadOnlyList<RunningSlot> running, DateTimeOffset now) => goal.Strategy switch
    {
        { Slots.Count: 0 } => RollingPlanner.Plan(goal, running),
        { Kind: StrategySetting.Canary } => CanaryPlanner.Plan(goal, running, now),
        _ => BlueGreenPlanner.Plan(goal, running, now),
    };

    private static RolloutPlan Held(RolloutPlan plan) => plan with { Steps = [new(RolloutAction.Hold, plan.Slot), .. plan.Steps] };
}
