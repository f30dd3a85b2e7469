using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>What a pod shares with its node.</summary>
internal static class HostRules
{
    private static readonly string[] Shared = ["hostIPC", "hostNetwork", "hostPID"];
    private static readonly string[] SafeSysctls = ["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"];

    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7103", Foreign.Of("docker-sock sensitive-host-mounts", polaris: "hostPathSet"), "No folder of the node is mounted.", Each.Workload(workload =>
            workload.Pod.ItemsAt("volumes").FirstOrDefault(volume => volume.At("hostPath") is not null) is { } volume
                ? $"mounts '{volume.TextAt("hostPath", "path")}' of the node; use a volume of its own" : null)),
        new("CNS7107", Foreign.Of("host-ipc host-network host-pid", polaris: "hostIPCSet hostNetworkSet hostPIDSet hostProcess"), "Pods share no namespace with the node.", Each.Workload(Namespaces)),
        new("CNS7122", Foreign.Of("ssh-port"), "No container listens for SSH.", Each.Container(container =>
            container.ItemsAt("ports").Any(port => port.NumberAt("containerPort") == 22) ? "opens port 22; use kubectl exec or kubectl debug" : null)),
        new("CNS7123", Foreign.Of("unsafe-sysctls"), "Only safe settings of the kernel are changed.", Each.Workload(workload =>
            workload.Pod.ItemsAt("securityContext", "sysctls").Select(item => item.TextAt("name")).FirstOrDefault(name => name is not null && !SafeSysctls.Contains(name)) is { } unsafeOne
                ? $"changes the setting '{unsafeOne}' of the node's kernel; remove it from securityContext.sysctls" : null)),
        new("CNS7152", Foreign.Of(polaris: "hostPortSet"), "No port of the node is taken.", Each.Container(container =>
            container.ItemsAt("ports").FirstOrDefault(port => port.At("hostPort") is not null) is { } port ? $"takes port {port.TextAt("hostPort")} of its node; remove hostPort and use a Service" : null)),
    ];

    private static string? Namespaces(ClusterObject workload)
    {
        var shared = Shared.FirstOrDefault(field => workload.Pod.IsAt("true", field));
        return shared is not null ? $"shares {shared.Substring("host".Length)} with its node; remove {shared}"
            : workload.Containers.Prepend(workload.Pod!).Any(node => node.IsAt("true", "securityContext", "windowsOptions", "hostProcess")) ? "runs as a process of its node; remove windowsOptions.hostProcess" : null;
    }
}
