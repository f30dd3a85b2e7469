using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>What is scaled by.</summary>
internal static class MetricRules
{
    public static readonly IReadOnlyList<LintRule> All =
    [
        new(DiagnosticIds.UnknownMetric, Foreign.None, "Alerts, panels and autoscalers ask for metrics that exist.", Each.Object(Unknown, "HorizontalPodAutoscaler")) { IsError = true, On = ["HorizontalPodAutoscaler"] },
    ];

    private static string? Unknown(ClusterObject scaler, ObjectSet set)
    {
        if (set.Knowledge.Code is not { } code)
        {
            return null;
        }

        var known = KnownMetrics.Of(code);
        var names = scaler.Node.ItemsAt("spec", "metrics").Where(metric => metric.IsAt("Pods", "type")).Select(metric => metric.TextAt("pods", "metric", "name")).OfType<string>();
        return names.FirstOrDefault(name => !known.Contains(name)) is { } unknown ? $"scales by '{unknown}', which the code does not declare{known.Suggest(unknown)}" : null;
    }
}
