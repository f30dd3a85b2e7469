using CloudNative.Sdk.Manifests.Rollout;

namespace CloudNative.Sdk.Manifests.Tests.Rollout;

/// <summary>Takes the steps of plans as a platform would, where instances may die at any time.</summary>
internal sealed class SimulatedPlatform(RolloutGoal goal, Random random, bool isMarathon)
{
    public List<RunningSlot> Slots { get; } = [];

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Gets how many healthy instances get requests.</summary>
    public int Serving => Slots.Where(slot => slot.Serves).Sum(slot => slot.Healthy);

    public void Take(RolloutStep step)
    {
        switch (step.Action)
        {
            case RolloutAction.Start:
                var before = Slots.Find(slot => slot.Slot == step.Slot);
                Put(new RunningSlot
                {
                    Slot = step.Slot,
                    Version = goal.Version,
                    Instances = step.Instances!.Value,
                    Healthy = Math.Min(step.Instances.Value, (step.Slot is "stable" or "only" || before?.Version == goal.Version ? before?.Healthy ?? 0 : 0) + random.Next(step.Instances.Value + 1)),
                    Serves = isMarathon || step.Slot is "stable" or "canary" or "only" || before is { Serves: true },
                    Since = Now,
                });
                break;
            case RolloutAction.Wait:
                Change(step.Slot, slot => slot with { Healthy = slot.Instances });
                break;
            case RolloutAction.Switch:
                foreach (var slot in Slots.ToList())
                {
                    var serves = slot.Slot == step.Slot;
                    Put(slot with { Serves = serves, Since = Now, Instances = serves || !isMarathon ? slot.Instances : 0, Healthy = serves || !isMarathon ? slot.Healthy : 0 });
                }

                break;
            case RolloutAction.Pause:
                Now += step.Pause!.Value;
                break;
            case RolloutAction.Retire:
                Slots.RemoveAll(slot => slot.Slot == step.Slot);
                break;
            default:
                throw new InvalidOperationException($"A platform cannot {step.Action}.");
        }
    }

    private void Change(string slot, Func<RunningSlot, RunningSlot> change) => Put(change(Slots.Single(other => other.Slot == slot)));

    private void Put(RunningSlot slot)
    {
        Slots.RemoveAll(other => other.Slot == slot.Slot);
        Slots.Add(slot);
    }
}
