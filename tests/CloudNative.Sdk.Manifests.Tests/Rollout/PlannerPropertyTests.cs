using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Rollout;

/// <summary>What holds for every plan, whatever runs, and wherever the last rollout broke off.</summary>
public class PlannerPropertyTests
{
    private const int Cases = 3000;

    [Theory]
    [InlineData(StrategySetting.BlueGreen, false)]
    [InlineData(StrategySetting.BlueGreen, true)]
    [InlineData(StrategySetting.Canary, false)]
    [InlineData(StrategySetting.Rolling, false)]
    public void Every_rollout_ends_and_never_leaves_the_callers_alone(string kind, bool isMarathon)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var goal = Goal(random, kind);
            var platform = new SimulatedPlatform(goal, random, isMarathon);
            platform.Slots.AddRange(Running(random, goal, isMarathon));
            var enough = platform.Slots.Where(slot => slot.Serves && slot.Slot != "canary").Select(slot => slot.Healthy).DefaultIfEmpty(0).Max();
            var steps = 0;
            while (RolloutPlanner.Plan(goal, platform.Slots, platform.Now) is { Steps: [var step, ..] })
            {
                Check(goal, platform, step, seed);
                platform.Take(step);
                Assert.True(platform.Serving >= Math.Min(enough, goal.MinInstances), $"seed {seed}: after {step}, {platform.Serving} serve of {enough}");
                Assert.True(++steps < 40, $"seed {seed}: the plan does not end");
            }

            var only = Assert.Single(platform.Slots);
            Assert.True(goal.IsIn(only) && only.Serves && only.Healthy >= goal.MinInstances, $"seed {seed}: {only}");
        }
    }

    [Fact]
    public void A_plan_says_all_its_steps_at_once()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var goal = Goal(random, seed % 2 == 0 ? StrategySetting.BlueGreen : StrategySetting.Canary);
            var platform = new SimulatedPlatform(goal, random, isMarathon: false);
            platform.Slots.AddRange(Running(random, goal, isMarathon: false));
            var said = RolloutPlanner.Plan(goal, platform.Slots, platform.Now).Steps;
            foreach (var step in said)
            {
                platform.Take(step);
            }

            Assert.Empty(RolloutPlanner.Plan(goal, platform.Slots, platform.Now).Steps);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_rollback_of_a_switch_serves_the_old_version_again(bool isMarathon)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var goal = Goal(random, StrategySetting.BlueGreen);
            var platform = new SimulatedPlatform(goal, random, isMarathon);
            platform.Slots.Add(new RunningSlot { Slot = "blue", Version = "1.0.0", Instances = goal.MinInstances, Healthy = goal.MinInstances, Serves = true });
            for (var left = random.Next(4); left > 0 && RolloutPlanner.Plan(goal, platform.Slots, platform.Now).Steps is [{ Action: not (RolloutAction.Pause or RolloutAction.Retire) } step, ..]; left--)
            {
                platform.Take(step);
            }

            var old = goal with { Version = "1.0.0" };
            var back = new SimulatedPlatform(old, random, isMarathon);
            back.Slots.AddRange(platform.Slots);
            foreach (var step in RolloutPlanner.Plan(goal, platform.Slots, platform.Now).Rollback)
            {
                Check(old, back, step, seed);
                back.Take(step);
                Assert.True(back.Serving >= goal.MinInstances, $"seed {seed}: after {step}");
            }

            Assert.Equal("1.0.0", Assert.Single(back.Slots, slot => slot.Serves).Version);
        }
    }

    private static void Check(RolloutGoal goal, SimulatedPlatform platform, RolloutStep step, int seed)
    {
        var slot = platform.Slots.Find(slot => slot.Slot == step.Slot);
        if (step.Action == RolloutAction.Switch)
        {
            Assert.True(slot is not null && goal.IsIn(slot) && slot.Healthy >= goal.MinInstances, $"seed {seed}: switches to {slot}");
        }
        else if (step.Action == RolloutAction.Retire)
        {
            var others = platform.Slots.Where(other => other.Slot != step.Slot && other.Serves).Sum(other => other.Healthy);
            Assert.True(others >= goal.MinInstances, $"seed {seed}: retires {slot}, and {others} serve without it");
        }
        else if (step.Action == RolloutAction.Pause)
        {
            Assert.True(step.Pause > TimeSpan.Zero, $"seed {seed}: a pause of nothing");
        }
    }

    private static RolloutGoal Goal(Random random, string kind)
    {
        var min = random.Next(1, 6);
        var weights = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 100)).Distinct().Order();
        return new RolloutGoal
        {
            Service = "shop",
            Environment = "prod",
            MarathonId = "/shop/prod/shop",
            Version = "2.0.0",
            MinInstances = min,
            MaxInstances = min + random.Next(5),
            Strategy = new StrategySetting
            {
                Kind = kind,
                KeepOld = TimeSpan.FromMinutes(random.Next(3)),
                Steps = [.. weights.Select(weight => new CanaryStep(weight, TimeSpan.FromMinutes(random.Next(3))))],
            },
        };
    }

    /// <summary>Gets what may run: nothing, the old version, or both at any point of a rollout that broke off.</summary>
    private static IEnumerable<RunningSlot> Running(Random random, RolloutGoal goal, bool isMarathon)
    {
        if (random.Next(8) == 0)
        {
            yield break;
        }

        string[] slots = goal.Strategy.Slots is { Count: > 0 } places ? [.. places] : ["only"];
        var first = goal.Strategy.Kind == StrategySetting.BlueGreen ? random.Next(slots.Length) : 0;
        yield return Slot(slots[first], random.Next(3) == 0 ? goal.Version : "1.0.0", serves: true);
        if (slots.Length > 1 && random.Next(2) == 0)
        {
            yield return Slot(slots[1 - first], random.Next(3) == 0 ? "1.5.0" : goal.Version, serves: goal.Strategy.Kind == StrategySetting.Canary);
        }

        RunningSlot Slot(string name, string version, bool serves)
        {
            var instances = name == "canary" ? random.Next(1, goal.MaxInstances + 1) : random.Next(goal.MinInstances, goal.MaxInstances + 1);
            return new RunningSlot
            {
                Slot = name,
                Version = version,
                Instances = instances,
                Healthy = random.Next(instances + 1),
                Serves = serves || isMarathon,
                Since = DateTimeOffset.UnixEpoch.AddMinutes(-random.Next(5)),
            };
        }
    }
}
