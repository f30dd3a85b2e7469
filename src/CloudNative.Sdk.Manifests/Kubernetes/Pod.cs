using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the pod: who it runs as, where it is placed, how long it may take to stop.</summary>
internal static class Pod
{
    /// <summary>Above 10000, so that it cannot be a user of the node; .NET images have a user 1654.</summary>
    public const int UserId = 10654;

    /// <summary>0440.</summary>
    private const int GroupMayRead = 288;

    public const string TemporaryVolume = "tmp";

    /// <param name="service">The service.</param>
    /// <param name="slot">The slot of a version that runs beside another; null where there is one version only.</param>
    public static YamlMap Render(ServiceModel service, string? slot) => new()
    {
        { "serviceAccountName", service.Name },
        { "priorityClassName", service.Platform.PriorityClass?.Value },
        { "automountServiceAccountToken", false },
        { "enableServiceLinks", false },
        { "terminationGracePeriodSeconds", service.Shutdown.GraceSeconds },
        { "securityContext", SecurityContext() },
        { "restartPolicy", service.Workload.IsJob ? "Never" : null },
        { "affinity", service.Workload.IsJob ? null : new YamlMap { { "podAntiAffinity", new YamlMap { { "preferredDuringSchedulingIgnoredDuringExecution", new List<object> { OtherNodes(service) } } } } } },
        { "topologySpreadConstraints", service.Workload.IsJob ? null : new List<object> { OtherZones(service) } },
        { "containers", new List<object> { Container.Render(service, slot) } },
        { "volumes", new List<object> { TemporaryFolder() }.Concat(service.FileSecrets.Select(SecretFiles)).ToList() },
    };

    public static YamlMap RuntimeDefault() => new() { { "type", "RuntimeDefault" } };

    private static YamlMap SecurityContext() => new()
    {
        { "runAsNonRoot", true },
        { "runAsUser", UserId },
        { "runAsGroup", UserId },
        { "fsGroup", UserId },
        { "fsGroupChangePolicy", "OnRootMismatch" },
        { "seccompProfile", RuntimeDefault() },
    };

    private static YamlMap OtherNodes(ServiceModel service) => new()
    {
        { "weight", 100 },
        {
            "podAffinityTerm", new YamlMap
            {
                { "topologyKey", "kubernetes.io/hostname" },
                { "labelSelector", Metadata.SelectorOf(service.Name) },
            }
        },
    };

    private static YamlMap OtherZones(ServiceModel service) => new()
    {
        { "maxSkew", 1 },
        { "topologyKey", "topology.kubernetes.io/zone" },
        { "whenUnsatisfiable", "ScheduleAnyway" },
        { "labelSelector", Metadata.SelectorOf(service.Name) },
        { "matchLabelKeys", new List<object> { service.Workload.Kind == WorkloadSetting.StatefulSet ? "controller-revision-hash" : "pod-template-hash" } },
    };

    /// <summary>The user of the pod may read them, and nobody writes.</summary>
    private static YamlMap SecretFiles(SecretSetting secret) => new()
    {
        { "name", secret.LocalName },
        { "secret", new YamlMap { { "secretName", secret.Secret }, { "defaultMode", GroupMayRead } } },
    };

    private static YamlMap TemporaryFolder() => new()
    {
        { "name", TemporaryVolume },
        { "emptyDir", new YamlMap { { "sizeLimit", "64Mi" } } },
    };
}
