using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Tests.Rollout;

public class PlannerTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(1);

    [Fact]
    public void A_first_blue_green_release_starts_blue_and_sends_the_requests_there() =>
        Assert.Equal("blue: Start 2, Wait 2, Switch", Say(Goal(StrategySetting.BlueGreen)));

    [Fact]
    public void The_other_colour_has_as_many_instances_as_serve_before_it_takes_over() =>
        Assert.Equal("green: Start 4, Wait 4, Switch; blue: Pause 00:10:00, Retire", Say(Goal(StrategySetting.BlueGreen), Slot("blue", "1.0.0", 4, serves: true)));

    [Fact]
    public void An_old_colour_is_kept_for_what_is_left_of_the_time() =>
        Assert.Equal(
            "blue: Pause 00:06:00, Retire",
            Say(Goal(StrategySetting.BlueGreen), Slot("green", "2.0.0", 2, serves: true), Slot("blue", "1.0.0", 2, serves: false) with { Since = Now.AddMinutes(-4) }));

    [Fact]
    public void A_release_that_is_still_kept_serves_again_by_a_switch_alone() =>
        Assert.Equal(
            "blue: Switch; green: Pause 00:10:00, Retire",
            Say(Goal(StrategySetting.BlueGreen) with { Version = "1.0.0" }, Slot("green", "2.0.0", 2, serves: true), Slot("blue", "1.0.0", 2, serves: false)));

    [Fact]
    public void The_digest_decides_what_a_release_is()
    {
        var goal = Goal(StrategySetting.BlueGreen) with { Digest = "sha256:b" };
        Assert.Equal("green: Start 2, Wait 2, Switch; blue: Pause 00:10:00, Retire", Say(goal, Slot("blue", "2.0.0", 2, serves: true) with { Digest = "sha256:a" }));
        Assert.Equal("", Say(goal, Slot("blue", "other", 2, serves: true) with { Digest = "sha256:b" }));
    }

    [Fact]
    public void A_canary_grows_by_its_steps_and_then_becomes_stable() =>
        Assert.Equal(
            "canary: Start 1, Wait 1, Pause 00:05:00, Start 5, Wait 5, Pause 00:10:00; stable: Start 10, Wait 10; canary: Retire",
            Say(Goal(StrategySetting.Canary) with { MaxInstances = 10 }, Slot("stable", "1.0.0", 10, serves: true)));

    [Fact]
    public void Steps_of_a_canary_that_come_to_the_same_number_of_instances_are_one() =>
        Assert.Equal(
            "canary: Start 1, Wait 1, Pause 00:15:00; stable: Start 2, Wait 2; canary: Retire",
            Say(Goal(StrategySetting.Canary), Slot("stable", "1.0.0", 2, serves: true)));

    [Fact]
    public void A_wave_waits_until_the_release_serves_in_the_wave_before()
    {
        var goal = Goal(StrategySetting.Rolling) with { Waves = [["ams1"], ["fra1"]] };
        RunningState Old(string name) => new(name, [Slot("only", "1.0.0", 2, serves: true)]);
        RunningState New(string name) => new(name, [Slot("only", "2.0.0", 2, serves: true)]);

        var first = RolloutPlanner.Plan(goal, [Old("ams1"), Old("fra1")], Now);
        Assert.Equal(["ams1", "fra1"], first.Select(plan => plan.DataCenter));
        Assert.Equal(RolloutAction.Start, first[0].Plan.Steps[0].Action);
        Assert.Equal(RolloutAction.Hold, first[1].Plan.Steps[0].Action);
        var second = RolloutPlanner.Plan(goal, [New("ams1"), Old("fra1")], Now);
        Assert.Empty(second[0].Plan.Steps);
        Assert.Equal(RolloutAction.Start, second[1].Plan.Steps[0].Action);
    }

    private static RolloutGoal Goal(string kind) => new()
    {
        Service = "shop",
        Environment = "prod",
        MarathonId = "/shop/prod/shop",
        Version = "2.0.0",
        MinInstances = 2,
        MaxInstances = 4,
        Strategy = new StrategySetting { Kind = kind },
    };

    private static RunningSlot Slot(string name, string version, int instances, bool serves) =>
        new() { Slot = name, Version = version, Instances = instances, Healthy = instances, Serves = serves };

    /// <summary>Writes a plan as <c>green: Start 2, Wait 2; blue: Retire</c>.</summary>
    private static string Say(RolloutGoal goal, params RunningSlot[] running)
    {
        var text = new System.Text.StringBuilder();
        string? slot = null;
        foreach (var step in RolloutPlanner.Plan(goal, running, Now).Steps)
        {
            text.Append(step.Slot == slot ? ", " : slot is null ? $"{step.Slot}: " : $"; {step.Slot}: ").Append(step.Action);
            text.Append(step.Instances is { } instances ? $" {instances}" : step.Pause is { } pause ? $" {pause:c}" : "");
            slot = step.Slot;
        }

        return text.ToString();
    }
}
