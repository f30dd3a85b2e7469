using System.Globalization;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Writes the steps of a plan as calls of Marathon's API, to be run in the folder of the manifests with <c>MARATHON_URL</c> set.</summary>
internal sealed class MarathonCommands(RolloutGoal goal, string? dataCenter) : StepCommands(goal)
{
    private readonly string _files = $"marathon/{goal.Environment}{(dataCenter is null ? "" : "." + dataCenter)}";

    protected override IEnumerable<string> OfPlatform(RolloutStep step) => step.Action switch
    {
        RolloutAction.Start => Start(step),
        RolloutAction.Wait => [$"curl -fsS {Url(step.Slot)}  # until tasksHealthy is {Text(step.Instances)}"],
        RolloutAction.Switch => [.. Goal.Strategy.Slots.Where(slot => slot != step.Slot).Select(slot => Put(slot, "'{\"instances\": 0}'"))],
        RolloutAction.Retire => [$"curl -fsS -X DELETE {Url(step.Slot)}"],
        _ => [],
    };

    private IEnumerable<string> Start(RolloutStep step)
    {
        yield return Put(step.Slot, $"@{_files}{(step.Slot == Slots.Only ? "" : "." + step.Slot)}.json");
        if (step.Instances > Goal.MinInstances)
        {
            yield return Put(step.Slot, $"'{{\"instances\": {Text(step.Instances)}}}'");
        }
    }

    private static string Text(int? number) => number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);

    private string Put(string slot, string body) => $"curl -fsS -X PUT -H 'Content-Type: application/json' {Url(slot)} -d {body}";

    private string Url(string slot) => $"\"$MARATHON_URL/v2/apps/{MarathonState.IdOf(Goal, slot)}\"";
}
