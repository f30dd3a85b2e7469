using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the container: image, ports, environment, probes, resources, rights.</summary>
internal static class Container
{
    public static YamlMap Render(ServiceModel service, string? slot) => new()
    {
        { "name", service.Name },
        { "image", service.Image },
        { "imagePullPolicy", "Always" },
        { "ports", PortsOf(service) },
        { "envFrom", new List<object> { new YamlMap { { "configMapRef", new YamlMap { { "name", ConfigMap.NameFor(service) } } } } } },
        { "env", Environment(service, slot) },
        { "lifecycle", Lifecycle(service) },
        { "startupProbe", Probe(service, OperationDefaults.StartupPath, period: 2, failures: 30) },
        { "readinessProbe", Probe(service, OperationDefaults.ReadyPath, period: 5, failures: 3) },
        { "livenessProbe", Probe(service, OperationDefaults.LivePath, period: 10, failures: 3) },
        { "resources", ResourcesOf(service.Resources) },
        { "securityContext", SecurityContext() },
        { "volumeMounts", Mounts(service) },
    };

    private static readonly string[] OwnVariables = ["POD_NAME", "POD_NAMESPACE", "POD_UID", "NODE_NAME", "DEPLOYMENT_NAME", Slots.Variable];

    private static YamlMap? Lifecycle(ServiceModel service) => service.Shutdown.PreStop is not { } wait ? null
        : new YamlMap { { "preStop", new YamlMap { { "sleep", new YamlMap { { "seconds", Shutdown.Seconds(wait) } } } } } };

    private static List<object> Mounts(ServiceModel service) =>
    [
        new YamlMap { { "name", Pod.TemporaryVolume }, { "mountPath", "/tmp" } },
        .. service.FileSecrets.Select(secret => new YamlMap { { "name", secret.LocalName }, { "mountPath", secret.Folder }, { "readOnly", true } }),
    ];

    private static List<object>? PortsOf(ServiceModel service)
    {
        var ports = new List<object>();
        AddPort(ports, Ports.HttpName, service.Ports.Http);
        AddPort(ports, Ports.OpsName, service.Ports.Ops);
        return ports.Count > 0 ? ports : null;
    }

    private static void AddPort(List<object> ports, string name, int? port)
    {
        if (port is { } number)
        {
            ports.Add(new YamlMap { { "name", name }, { "containerPort", number }, { "protocol", "TCP" } });
        }
    }

    /// <summary>Says which pod this is, and where, which the service puts on its telemetry; then the secrets. The plain values are in the ConfigMap.</summary>
    private static List<object> Environment(ServiceModel service, string? slot) =>
    [
        FromField("POD_NAME", "metadata.name"),
        FromField("POD_NAMESPACE", "metadata.namespace"),
        FromField("POD_UID", "metadata.uid"),
        FromField("NODE_NAME", "spec.nodeName"),
        .. service.Workload.Kind == WorkloadSetting.Deployment ? new[] { new YamlMap { { "name", "DEPLOYMENT_NAME" }, { "value", Metadata.NameOf(service, slot) } } } : [],
        .. slot is null ? [] : new[] { new YamlMap { { "name", Slots.Variable }, { "value", slot } } },
        .. service.VariableSecrets.Where(secret => !OwnVariables.Contains(secret.VariableName)).Select(FromSecret),
    ];

    private static YamlMap FromField(string variable, string field) => new()
    {
        { "name", variable },
        { "valueFrom", new YamlMap { { "fieldRef", new YamlMap { { "fieldPath", field } } } } },
    };

    private static YamlMap FromSecret(SecretSetting secret) => new()
    {
        { "name", secret.VariableName },
        { "valueFrom", new YamlMap { { "secretKeyRef", new YamlMap { { "name", secret.Secret }, { "key", secret.SecretKey } } } } },
    };

    private static YamlMap? Probe(ServiceModel service, string path, int period, int failures) => service.Workload.IsJob || service.Ports.ProbePort is not { } port ? null : new YamlMap
    {
        { "httpGet", new YamlMap { { "path", path }, { "port", port } } },
        { "periodSeconds", period },
        { "failureThreshold", failures },
        { "timeoutSeconds", 2 },
    };

    private static YamlMap ResourcesOf(Resources resources) => new()
    {
        { "requests", Amounts(resources, amount => amount.Request) },
        { "limits", Amounts(resources, amount => amount.Limit) },
    };

    private static YamlMap Amounts(Resources resources, Func<Amount, Quantity> end) => new()
    {
        { "cpu", end(resources.Cpu).Text },
        { "memory", end(resources.Memory).Text },
        { "ephemeral-storage", end(resources.EphemeralStorage).Text },
    };

    private static YamlMap SecurityContext() => new()
    {
        { "allowPrivilegeEscalation", false },
        { "privileged", false },
        { "readOnlyRootFilesystem", true },
        { "runAsNonRoot", true },
        { "runAsUser", Pod.UserId },
        { "runAsGroup", Pod.UserId },
        { "capabilities", new YamlMap { { "drop", new List<object> { "ALL" } } } },
        { "seccompProfile", Pod.RuntimeDefault() },
    };
}
