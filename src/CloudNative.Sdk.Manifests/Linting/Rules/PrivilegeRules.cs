using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>What a container may do.</summary>
internal static class PrivilegeRules
{
    private const int FirstUserOfNobody = 10000;

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7104", Foreign.Of("drop-net-raw-capability", polaris: "linuxHardening dangerousCapabilities insecureCapabilities"), "Containers drop all capabilities and add none.", Each.Container(Capabilities)),
        new("CNS7115", Foreign.Of("no-read-only-root-fs", "container-security-context-readonlyrootfilesystem", "notReadOnlyRootFilesystem"), "The root file system is read-only.", Each.Container(container =>
            container.IsAt("true", "securityContext", "readOnlyRootFilesystem") ? null : "can write to its root file system; set securityContext.readOnlyRootFilesystem to true, and mount a volume where it must write")),
        new("CNS7119", Foreign.Of("privilege-escalation-container", polaris: "privilegeEscalationAllowed"), "Containers cannot gain privileges.", Each.Container(container =>
            container.IsAt("false", "securityContext", "allowPrivilegeEscalation") ? null : "can gain privileges; set securityContext.allowPrivilegeEscalation to false")),
        new("CNS7120", Foreign.Of("privileged-container", "container-security-context-privileged", "runAsPrivileged"), "No container is privileged.", Each.Container(container =>
            container.IsAt("true", "securityContext", "privileged") ? "is privileged; set securityContext.privileged to false" : null)),
        new("CNS7121", Foreign.Of("run-as-non-root", polaris: "runAsRootAllowed"), "Containers do not run as root.", Each.Container((container, workload) =>
            IsTrue(container, workload, "runAsNonRoot") ? null : "may run as root; set securityContext.runAsNonRoot to true")),
        new("CNS7138", Foreign.Of(kubeScore: "container-security-context-user-group-id"), "User and group are above 10000.", Each.Container((container, workload) =>
            Number(container, workload, "runAsUser") >= FirstUserOfNobody && Number(container, workload, "runAsGroup") >= FirstUserOfNobody
                ? null : "may run as a user or group of the node; set securityContext.runAsUser and runAsGroup to 10000 or above")),
        new("CNS7147", Foreign.Of(kubeScore: "container-seccomp-profile"), "System calls are filtered.", Each.Container((container, workload) =>
            (container.TextAt("securityContext", "seccompProfile", "type") ?? workload.Pod.TextAt("securityContext", "seccompProfile", "type")) is null or "Unconfined"
                ? "has no filter of system calls; set securityContext.seccompProfile.type to RuntimeDefault" : null)),
        new("CNS7151", Foreign.Of(polaris: "procMount"), "/proc is the usual one.", Each.Container(container =>
            container.TextAt("securityContext", "procMount") is null or "Default" ? null : "sees all of /proc; remove securityContext.procMount")),
    ];

    private static string? Capabilities(YamlNode container)
    {
        var dropsAll = container.ItemsAt("securityContext", "capabilities", "drop").Any(item => item.TextAt() is "ALL" or "all");
        return !dropsAll ? "keeps capabilities of the kernel; set securityContext.capabilities.drop to [ALL]"
            : container.ItemsAt("securityContext", "capabilities", "add").Count > 0 ? "adds capabilities of the kernel; remove securityContext.capabilities.add" : null;
    }

    private static bool IsTrue(YamlNode container, ClusterObject workload, string field) =>
        (container.TextAt("securityContext", field) ?? workload.Pod.TextAt("securityContext", field)) == "true";

    private static int? Number(YamlNode container, ClusterObject workload, string field) =>
        container.NumberAt("securityContext", field) ?? workload.Pod.NumberAt("securityContext", field);
}
