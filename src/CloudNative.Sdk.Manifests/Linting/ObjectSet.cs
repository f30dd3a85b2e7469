using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>The objects that run together: those of one environment, or of one folder.</summary>
/// <param name="environment">The name of the environment; null where none is known.</param>
/// <param name="objects">The objects.</param>
/// <param name="knowledge">What is known of the service beside them.</param>
internal sealed class ObjectSet(string? environment, IReadOnlyList<ClusterObject> objects, LintKnowledge knowledge)
{
    public string? Environment => environment;

    public IReadOnlyList<ClusterObject> Objects => objects;

    public LintKnowledge Knowledge => knowledge;

    /// <summary>Gets what makes pods.</summary>
    public IEnumerable<ClusterObject> Workloads => objects.Where(entry => entry.Pod is not null);

    public IEnumerable<ClusterObject> Of(params string[] kinds) => objects.Where(entry => kinds.Contains(entry.Kind));

    /// <summary>Gets what makes the pods that a selector finds.</summary>
    public IEnumerable<ClusterObject> Selected(YamlNode? selector) => Workloads.Where(workload => Selects(selector, workload));

    /// <summary>Gets the HorizontalPodAutoscalers of a workload.</summary>
    public ClusterObject? AutoscalerOf(ClusterObject workload) =>
        Of("HorizontalPodAutoscaler").FirstOrDefault(scaler => scaler.Node.IsAt(workload.Kind, "spec", "scaleTargetRef", "kind") && scaler.Node.IsAt(workload.Name, "spec", "scaleTargetRef", "name"));

    /// <summary>Tells whether a selector, of labels alone or with <c>matchLabels</c>, finds the pods; expressions are not followed and count as fitting.</summary>
    public static bool Selects(YamlNode? selector, ClusterObject workload)
    {
        if (selector is not YamlObject)
        {
            return false;
        }

        var isWide = selector.At("matchLabels") is not null || selector.At("matchExpressions") is not null || selector.FieldsAt().Count == 0;
        var labels = workload.PodLabels;
        return (isWide ? selector.TextsAt("matchLabels") : selector.TextsAt()).All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);
    }
}
