using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>How many instances run, where, and who may stop them.</summary>
internal static class AvailabilityRules
{
    private const string HostName = "kubernetes.io/hostname";

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7113", Foreign.Of("no-anti-affinity", "deployment-has-host-podantiaffinity statefulset-has-host-podantiaffinity"), "Instances run on different nodes where they can.", Each.Replicated((workload, _) =>
            HasHostAntiAffinity(workload) ? null : $"may run all instances on one node; add a podAntiAffinity with the topologyKey {HostName}")),
        new("CNS7145", Foreign.Of(kubeScore: "pod-topology-spread-constraints", polaris: "topologySpreadConstraint"), "Instances are spread over zones.", Each.Replicated((workload, _) =>
            workload.Pod.ItemsAt("topologySpreadConstraints").Count > 0 ? null : "may run all instances in one zone; add topologySpreadConstraints")),
        new("CNS7127", Foreign.Of(kubeScore: "deployment-strategy"), "A rollout replaces instances one after another.", Each.Object(deployment =>
            deployment.Node.TextAt("spec", "strategy", "type") is null or "RollingUpdate" ? null : "stops all instances before it starts new ones; set strategy.type to RollingUpdate", "Deployment")),
        new("CNS7128", Foreign.Of(kubeScore: "deployment-replicas", polaris: "deploymentMissingReplicas"), "At least two instances run.", Each.Object((deployment, set) =>
            set.AutoscalerOf(deployment) is not null || deployment.Node.NumberAt("spec", "replicas") >= 2 ? null : "runs fewer than 2 instances, so that the loss of one stops the service; set replicas", "Deployment")),
        new("CNS7140", Foreign.Of(kubeScore: "deployment-targeted-by-hpa-does-not-have-replicas-configured"), "The autoscaler alone states the number of instances.", Each.Replicated((workload, set) =>
            set.AutoscalerOf(workload) is not null && workload.Node.At("spec", "replicas") is not null ? "states replicas, which each rollout resets though an autoscaler owns them; remove replicas" : null)),
        new("CNS7143", Foreign.Of(kubeScore: "horizontalpodautoscaler-has-target"), "An autoscaler has something to scale.", Each.Object((scaler, set) =>
            set.Objects.Any(entry => scaler.Node.IsAt(entry.Kind, "spec", "scaleTargetRef", "kind") && scaler.Node.IsAt(entry.Name, "spec", "scaleTargetRef", "name")) ? null
                : $"scales {scaler.Node.TextAt("spec", "scaleTargetRef", "kind")} '{scaler.Node.TextAt("spec", "scaleTargetRef", "name")}', which is not here; correct scaleTargetRef", "HorizontalPodAutoscaler")) { On = ["HorizontalPodAutoscaler"] },
        new("CNS7144", Foreign.Of(kubeScore: "horizontalpodautoscaler-replicas", polaris: "hpaMaxAvailability hpaMinAvailability"), "An autoscaler keeps two instances and can add some.", Each.Object(scaler =>
            !(scaler.Node.NumberAt("spec", "minReplicas") >= 2) ? "may leave fewer than 2 instances; set minReplicas to 2 or above"
                : scaler.Node.NumberAt("spec", "maxReplicas") <= scaler.Node.NumberAt("spec", "minReplicas") ? "cannot add instances; set maxReplicas above minReplicas" : null, "HorizontalPodAutoscaler")) { On = ["HorizontalPodAutoscaler"] },
        new("CNS7133", Foreign.Of(kubeScore: "deployment-has-poddisruptionbudget statefulset-has-poddisruptionbudget", polaris: "missingPodDisruptionBudget"), "A budget keeps instances when nodes are drained.", Each.Replicated((workload, set) =>
            set.Of("PodDisruptionBudget").Any(budget => ObjectSet.Selects(budget.Node.At("spec", "selector"), workload)) ? null : "has no PodDisruptionBudget, so that all instances may be evicted at once; add one")),
        new("CNS7117", Foreign.Of("pdb-max-unavailable pdb-min-available", "poddisruptionbudget-has-policy", "pdbDisruptionsIsZero pdbMinAvailableGreaterThanHPAMinReplicas"), "A budget lets at least one instance go.", Each.Object(Budget, "PodDisruptionBudget")) { On = ["PodDisruptionBudget"] },
        new("CNS7118", Foreign.Of("pdb-unhealthy-pod-eviction-policy"), "Broken instances can be evicted.", Each.Object(budget =>
            budget.Node.IsAt("AlwaysAllow", "spec", "unhealthyPodEvictionPolicy") ? null : "keeps a node from being drained as long as an instance is broken; set unhealthyPodEvictionPolicy to AlwaysAllow", "PodDisruptionBudget")) { On = ["PodDisruptionBudget"] },
        new("CNS7148", Foreign.Of(polaris: "priorityClassNotSet"), "The scheduler knows what is more important.", Each.Workload(workload =>
            workload.Pod.At("priorityClassName") is null ? "has no priority, so that any pod may displace it; set priorityClassName" : null)),
    ];

    private static bool HasHostAntiAffinity(ClusterObject workload)
    {
        var affinity = workload.Pod.At("affinity", "podAntiAffinity");
        var terms = affinity.ItemsAt("preferredDuringSchedulingIgnoredDuringExecution").Select(item => item.At("podAffinityTerm")).Concat(affinity.ItemsAt("requiredDuringSchedulingIgnoredDuringExecution"));
        return terms.Any(term => term.IsAt(HostName, "topologyKey") && ObjectSet.Selects(term.At("labelSelector"), workload));
    }

    private static string? Budget(ClusterObject budget, ObjectSet set)
    {
        var (min, max) = (budget.Node.TextAt("spec", "minAvailable"), budget.Node.TextAt("spec", "maxUnavailable"));
        var least = set.Selected(budget.Node.At("spec", "selector")).Select(workload => set.AutoscalerOf(workload)?.Node.NumberAt("spec", "minReplicas") ?? workload.Node.NumberAt("spec", "replicas") ?? 1).DefaultIfEmpty(int.MaxValue).Min();
        return (min, max) switch
        {
            (null, null) => "has neither minAvailable nor maxUnavailable; set maxUnavailable to 1",
            (_, "0" or "0%") => "lets no instance go, so that no node can be drained; set maxUnavailable to 1",
            ("100%", _) => "lets no instance go, so that no node can be drained; use maxUnavailable: 1 in place of minAvailable",
            _ when Code.Number.TryParse(min, out var kept) && kept >= least => FormattableString.Invariant($"keeps {kept} of at least {least} instances, so that no node can be drained; use maxUnavailable: 1 in place of minAvailable"),
            _ => null,
        };
    }
}
