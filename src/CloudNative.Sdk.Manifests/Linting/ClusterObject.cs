using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>A Kubernetes object as it was read, whoever wrote it.</summary>
internal sealed class ClusterObject(YamlObject node)
{
    public const string ExceptionPrefix = "exception.cloudnative.sdk/";
    public const string KubeLinterPrefix = "ignore-check.kube-linter.io/";
    public const string KubeScoreIgnore = "kube-score/ignore";
    public const string PolarisPrefix = "polaris.fairwinds.com/";
    public const string PolarisSuffix = "-exempt";

    private IReadOnlyDictionary<string, string>? _podLabels;

    public YamlObject Node => node;

    public string ApiVersion { get; } = node.TextAt("apiVersion") ?? "";

    public string Kind { get; } = node.TextAt("kind") ?? "";

    public string Name { get; } = node.TextAt("metadata", "name") ?? "";

    public IReadOnlyDictionary<string, string> Labels { get; } = node.TextsAt("metadata", "labels");

    public IReadOnlyDictionary<string, string> Annotations { get; } = node.TextsAt("metadata", "annotations");

    /// <summary>Gets the template of its pods; null where it makes none.</summary>
    public YamlNode? Template => Kind switch
    {
        "CronJob" => node.At("spec", "jobTemplate", "spec", "template"),
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" or "Rollout" => node.At("spec", "template"),
        "Pod" => node,
        _ => null,
    };

    public YamlNode? Pod => Template.At("spec");

    /// <summary>Gets the labels of its pods.</summary>
    public IReadOnlyDictionary<string, string> PodLabels => _podLabels ??= Template.TextsAt("metadata", "labels");

    /// <summary>Gets the containers that run side by side.</summary>
    public IEnumerable<YamlNode> MainContainers => Pod.ItemsAt("containers");

    public IEnumerable<YamlNode> Containers => MainContainers.Concat(Pod.ItemsAt("initContainers"));

    public IEnumerable<YamlNode> Ports => Containers.SelectMany(container => container.ItemsAt("ports"));

    public bool IsJob => Kind is "Job" or "CronJob";

    /// <summary>Gets whether its instances are many and alike.</summary>
    public bool IsReplicated => Kind is "Deployment" or "StatefulSet" or "Rollout" && Pod is not null;

    /// <summary>Tells whether the team, or the linter's own annotation, makes an exception of the rule for this object.</summary>
    public bool IsExempt(LintRule rule) =>
        rule.Foreign.All.Append(rule.Id).Any(name => Annotations.ContainsKey(ExceptionPrefix + name))
        || rule.Foreign.KubeLinter.Any(name => Annotations.ContainsKey(KubeLinterPrefix + name))
        || rule.Foreign.Polaris.Any(name => Annotations.TryGetValue(PolarisPrefix + name + PolarisSuffix, out var value) && value == "true")
        || rule.Foreign.KubeScore.Any(IgnoredByKubeScore);

    public override string ToString() => $"{Kind} '{Name}'";

    private bool IgnoredByKubeScore(string name) => Annotations.TryGetValue(KubeScoreIgnore, out var names) && names.Split(',').Any(other => other.Trim() == name);
}
