using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>Names, labels and versions.</summary>
internal static class IdentityRules
{
    private static readonly Regex LabelValue = new(@"\A(?:(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,61})?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant);
    private static readonly Regex Unstable = new(@"\A(?:extensions/|(?:apps|batch|policy|autoscaling|[a-z.]+\.k8s\.io)/v[0-9]+(?:alpha|beta))", RegexOptions.CultureInvariant);

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7112", Foreign.Of("mismatching-selector", "deployment-pod-selector-labels-match-template-metadata-labels statefulset-pod-selector-labels-match-template-metadata-labels"), "A workload finds its own pods.", Each.Replicated((workload, _) =>
            workload.Kind == "Rollout" || ObjectSet.Selects(workload.Node.At("spec", "selector"), workload) ? null : "does not find its own pods; use labels of its template in spec.selector")) { IsError = true },
        new(DiagnosticIds.NameChanged, Foreign.None, "The selector is that of the release before.", Each.Replicated(Frozen)) { IsError = true },
        new("CNS7114", Foreign.Of("no-extensions-v1beta", "stable-version"), "Versions of the API are stable.", Each.Object(entry =>
            Unstable.IsMatch(entry.ApiVersion) ? $"has the apiVersion {entry.ApiVersion}, which goes away; use the stable one" : null)),
        new("CNS7142", Foreign.Of(kubeScore: "label-values"), "Values of labels are valid.", Each.Object(entry =>
            entry.Labels.Concat(entry.PodLabels).FirstOrDefault(label => !LabelValue.IsMatch(label.Value)) is { Key: { } name } label
                ? $"has the label '{name}' with the value '{label.Value}', which Kubernetes refuses; use up to 63 letters, digits, '-', '_' and '.'" : null)) { IsError = true },
        new("CNS7149", Foreign.Of(polaris: "metadataAndInstanceMismatched"), "The label of the instance is the name of the object.", Each.Object(entry =>
            entry.Pod is null || (entry.Labels.TryGetValue("app.kubernetes.io/instance", out var instance) && instance == entry.Name) ? null : "has another name than its label app.kubernetes.io/instance says; make them equal")),
        new("CNS7141", Foreign.Of(kubeScore: "statefulset-has-servicename"), "A StatefulSet has a headless Service.", Each.Object((workload, set) =>
            set.Of("Service").Any(service => service.Name == workload.Node.TextAt("spec", "serviceName") && service.Node.IsAt("None", "spec", "clusterIP")) ? null
                : "names no headless Service, so that its pods have no address; add a Service with clusterIP None, and name it in spec.serviceName", "StatefulSet")),
    ];

    private static string? Frozen(ClusterObject workload, ObjectSet set)
    {
        var selector = workload.Node.TextsAt("spec", "selector", "matchLabels");
        var gone = set.Knowledge.RecordedSelector.FirstOrDefault(pair => !selector.Any(label => $"{label.Key}={label.Value}" == pair));
        return gone is null || workload.Kind == "Rollout" ? null : $"has a selector without '{gone}', which release.json records; a selector can never change, so put the label back";
    }
}
