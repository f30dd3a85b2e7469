using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>What pods may do with the cluster itself.</summary>
internal static class AccessRules
{
    private static readonly string[] Remote = ["pods/exec", "pods/attach", "*"];

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7102", Foreign.Of("deprecated-service-account-field"), "The account is named in serviceAccountName.", Each.Workload(workload =>
            workload.Pod.At("serviceAccount") is null ? null : "uses the old field serviceAccount; use serviceAccountName")),
        new("CNS7116", Foreign.Of("non-existent-service-account"), "The account of the pods is there.", Each.Workload((workload, set) =>
            workload.Pod.TextAt("serviceAccountName") is not { } name || name == "default" || set.Of("ServiceAccount").Any(account => account.Name == name) ? null : $"runs as the ServiceAccount '{name}', which is not here; add it, or correct serviceAccountName")),
        new("CNS7150", Foreign.Of(polaris: "automountServiceAccountToken"), "No pod gets a token of the cluster.", Each.Workload((workload, set) =>
            (workload.Pod.TextAt("automountServiceAccountToken") ?? AccountOf(workload, set)?.Node.TextAt("automountServiceAccountToken")) == "false" ? null : "gets a token of the cluster; set automountServiceAccountToken to false")),
        new("CNS7155", Foreign.Of(polaris: "clusterrolePodExecAttach rolePodExecAttach"), "No role opens a shell in pods.", Each.Object(role =>
            OpensShell(role) ? "lets its holders run programs in pods; remove pods/exec and pods/attach" : null, "Role", "ClusterRole")),
        new("CNS7156", Foreign.Of(polaris: "clusterrolebindingClusterAdmin rolebindingClusterAdminClusterRole rolebindingClusterAdminRole clusterrolebindingPodExecAttach rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach"), "Nobody is made an administrator.", Each.Object(Binding, "RoleBinding", "ClusterRoleBinding")),
    ];

    private static ClusterObject? AccountOf(ClusterObject workload, ObjectSet set) => set.Of("ServiceAccount").FirstOrDefault(account => account.Name == workload.Pod.TextAt("serviceAccountName"));

    private static bool OpensShell(ClusterObject role) =>
        role.Node.ItemsAt("rules").Any(rule => rule.ItemsAt("resources").Any(item => Remote.Contains(item.TextAt())) && rule.ItemsAt("verbs").Any(item => item.TextAt() is "create" or "get" or "*"));

    private static string? Binding(ClusterObject binding, ObjectSet set)
    {
        var (kind, name) = (binding.Node.TextAt("roleRef", "kind"), binding.Node.TextAt("roleRef", "name"));
        return name == "cluster-admin" || set.Of("Role", "ClusterRole").Any(role => role.Kind == kind && role.Name == name && OpensShell(role))
            ? $"gives the {kind} '{name}', which can do everything or open shells in pods; give a narrower one" : null;
    }
}
