using System.Globalization;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Writes the steps of a plan as commands of kubectl, to be run in the folder of the manifests.</summary>
internal sealed class KubernetesCommands(RolloutGoal goal, string? dataCenter) : StepCommands(goal)
{
    private readonly string _files = $"kubernetes/rendered/{goal.Environment}{(dataCenter is null ? "" : "." + dataCenter)}";
    private readonly string _in = goal.Namespace is null ? "" : $" --namespace {goal.Namespace}";

    protected override IEnumerable<string> OfPlatform(RolloutStep step) => step.Action switch
    {
        RolloutAction.Start => Start(step),
        RolloutAction.Wait => [$"kubectl rollout status deployment/{NameOf(step.Slot)} --timeout=300s{_in}"],
        RolloutAction.Switch => [$"kubectl apply -f {_files}.{Slots.SwitchTo(step.Slot)}.yaml", $"kubectl annotate service/{Goal.Service} {Since}{_in}"],
        RolloutAction.Retire => [$"kubectl delete horizontalpodautoscaler,deployment,service --selector app.kubernetes.io/instance={NameOf(step.Slot)}{_in}"],
        _ => [],
    };

    private static string Since => $"{KubernetesState.SinceAnnotation}=\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\" --overwrite";

    private string NameOf(string slot) => Slots.NameIn(Goal.Service, slot);

    private IEnumerable<string> Start(RolloutStep step)
    {
        yield return $"kubectl apply -f {_files}.yaml";
        if (step.Slot == Slots.Only)
        {
            yield break;
        }

        yield return $"kubectl apply -f {_files}.{step.Slot}.yaml";
        if (step.Slot == Slots.Canary || step.Instances > Goal.MinInstances)
        {
            yield return $"kubectl scale deployment/{NameOf(step.Slot)} --replicas={step.Instances!.Value.ToString(CultureInfo.InvariantCulture)}{_in}";
        }

        if (step.Slot == Slots.Canary)
        {
            yield return $"kubectl annotate deployment/{NameOf(step.Slot)} {Since}{_in}";
        }
    }
}
