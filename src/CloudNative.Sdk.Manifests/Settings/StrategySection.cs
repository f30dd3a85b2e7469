using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads <c>strategy: {kind: canary, controller: argo, steps: [{weight: 10, pause: 5m}], keepOld: 10m}</c>.</summary>
internal sealed class StrategySection(ObjectReader root, DiagnosticBag diagnostics)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    public StrategySetting Read()
    {
        if (root.Object("strategy") is not { } strategy)
        {
            return new StrategySetting();
        }

        var usual = new StrategySetting();
        var kind = strategy.OneOf("kind", StrategySetting.Rolling, StrategySetting.BlueGreen, StrategySetting.Canary)?.Value ?? usual.Kind;
        var setting = usual with
        {
            Kind = kind,
            Controller = strategy.OneOf("controller", StrategySetting.NoController, StrategySetting.Argo)?.Value ?? usual.Controller,
            KeepOld = strategy.Duration("keepOld", LongestPause)?.Value ?? usual.KeepOld,
            Steps = Steps(strategy) ?? usual.Steps,
        };
        Suits(strategy, "steps", kind == StrategySetting.Canary, "left out unless kind is canary");
        Suits(strategy, "keepOld", kind == StrategySetting.BlueGreen, "left out unless kind is bluegreen");
        Suits(strategy, "controller", kind != StrategySetting.Rolling, "left out unless kind is bluegreen or canary");
        strategy.Finish();
        if (kind != usual.Kind && root.Node("workload").TextAt("kind") is { } workload and not "deployment")
        {
            diagnostics.Error(DiagnosticIds.WrongValue, strategy.Position, $"strategy.kind is '{kind}', which is for a deployment, but workload.kind is '{workload}'; remove one of the two");
        }

        return setting;
    }

    private static void Suits(ObjectReader strategy, string name, bool isUsed, string rule)
    {
        if (strategy.Node(name) is { } node && !isUsed)
        {
            strategy.WrongValue(node.Position, strategy.PathOf(name), rule, node.Kind);
        }
    }

    private static List<CanaryStep>? Steps(ObjectReader strategy)
    {
        if (strategy.List("steps") is not { } items)
        {
            return null;
        }

        var steps = new List<CanaryStep>();
        for (var index = 0; index < items.Count; index++)
        {
            if (strategy.Object(items[index], FormattableString.Invariant($"{strategy.PathOf("steps")}[{index}]")) is { } item)
            {
                Add(steps, item);
            }
        }

        return steps;
    }

    private static void Add(List<CanaryStep> steps, ObjectReader item)
    {
        var least = steps.Count == 0 ? 1 : steps[steps.Count - 1].Weight + 1;
        item.Require("weight");
        if (item.Integer("weight", least, 99) is { } weight)
        {
            steps.Add(new CanaryStep(weight.Value, item.Duration("pause", LongestPause)?.Value ?? TimeSpan.Zero));
        }
        else
        {
            item.Duration("pause", LongestPause);
        }

        item.Finish();
    }
}
