using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Marathon;

/// <summary>Writes the application of Marathon 1.7 and later, with the labels by which marathon-lb offers it.</summary>
internal sealed class MarathonRenderer : IRenderer
{
    private const string Tcp = "tcp";

    public string Target => "marathon";

    public IEnumerable<ManifestFile> Render(ServiceRelease release) =>
        release.Environments.SelectMany(service => service.Places).Where(place => !place.Workload.IsJob)
            .SelectMany(place => place.Strategy.Slots is { Count: > 0 } slots ? slots.Select(slot => Write(place, $"{place.PlaceName}.{slot}", slot)) : [Write(place, place.PlaceName, slot: null)]);

    /// <summary>Gets the path of the application, without its slot.</summary>
    public static string IdOf(ServiceModel service) => $"/{service.PartOf.ToLowerInvariant()}/{service.Environment.Name}/{service.Name}";

    private ManifestFile Write(ServiceModel service, string name, string? slot) => JsonText.WriteFile($"{Target}/{name}.json", Application(service, slot));

    private static YamlMap Application(ServiceModel service, string? slot) => new()
    {
        { "id", slot is null ? IdOf(service) : $"{IdOf(service)}-{slot}" },
        { "instances", service.MinInstances },
        { "cpus", (double)service.Resources.Cpu.Request.Amount },
        { "mem", Mebibytes(service.Resources.Memory.Limit) },
        { "disk", Mebibytes(service.Resources.EphemeralStorage.Limit) },
        { "container", Container(service, slot) },
        { "networks", new List<object> { new YamlMap { { "mode", "container/bridge" } } } },
        { "env", Variables(service, slot) },
        { "secrets", !service.VariableSecrets.Any() ? null : new YamlMap().With(service.VariableSecrets.Select(secret => new KeyValuePair<string, object>(NameOf(secret), Source(service, secret)))) },
        { "labels", MarathonLabels.Of(service, slot) },
        { "healthChecks", service.Ports.ProbePort is { } probed ? new List<object> { HealthCheck(service, probed) } : null },
        { "readinessChecks", service.Ports.ProbePort is { } asked ? new List<object> { ReadinessCheck(asked) } : null },
        { "upgradeStrategy", new YamlMap { { "minimumHealthCapacity", 1 }, { "maximumOverCapacity", service.MinInstances > 1 ? 0.34 : 1d } } },
        { "constraints", new List<object> { new List<object> { "hostname", "UNIQUE" } } },
        { "taskKillGracePeriodSeconds", service.Shutdown.GraceSeconds },
        { "killSelection", "YOUNGEST_FIRST" },
        { "backoffSeconds", 1 },
        { "backoffFactor", 1.15 },
        { "maxLaunchDelaySeconds", 300 },
        { "unreachableStrategy", new YamlMap { { "inactiveAfterSeconds", 60 }, { "expungeAfterSeconds", 120 } } },
    };

    private static int Mebibytes(Quantity bytes) => (int)Math.Ceiling(bytes.Amount / (1 << 20));

    private static YamlMap Container(ServiceModel service, string? slot) => new()
    {
        { "type", service.Platform.MarathonContainer },
        { "docker", new YamlMap { { "image", service.Image }, { "forcePullImage", true } } },
        { "portMappings", Ports(service, slot).Any() ? Ports(service, slot).ToList<object>() : null },
    };

    private static IEnumerable<YamlMap> Ports(ServiceModel service, string? slot)
    {
        if (service.Ports.Http is { } http)
        {
            yield return new YamlMap { { "containerPort", http }, { "hostPort", 0 }, { "servicePort", (slot == Slots.Green ? service.Marathon?.AltPort : service.Marathon?.ServicePort)?.Value }, { "protocol", Tcp }, { "name", Resolution.Ports.HttpName } };
        }

        if (service.Ports.Ops is { } ops)
        {
            yield return new YamlMap { { "containerPort", ops }, { "hostPort", 0 }, { "protocol", Tcp }, { "name", Resolution.Ports.OpsName } };
        }
    }

    private static YamlMap Variables(ServiceModel service, string? slot)
    {
        var variables = new YamlMap().With(service.Variables
            .Where(variable => !service.ClusterAddresses.Contains(variable.Key) && (slot is null || variable.Key != Slots.Variable))
            .Select(variable => new KeyValuePair<string, object>(variable.Key, variable.Value)));
        variables.Add(Slots.Variable, slot);
        foreach (var secret in service.VariableSecrets)
        {
            variables.Add(secret.VariableName, new YamlMap { { "secret", NameOf(secret) } });
        }

        return variables;
    }

    /// <summary>Names a secret within the application.</summary>
    private static string NameOf(SecretSetting secret) => secret.LocalName;

    private static YamlMap Source(ServiceModel service, SecretSetting secret) => new() { { "source", $"/{service.PartOf.ToLowerInvariant()}/{secret.Secret}/{secret.SecretKey}" } };

    private static YamlMap HealthCheck(ServiceModel service, string port) => new()
    {
        { "protocol", "MESOS_HTTP" },
        { "path", OperationDefaults.LivePath },
        { "portIndex", port == Resolution.Ports.OpsName && service.Ports.Http is not null ? 1 : 0 },
        { "gracePeriodSeconds", 60 },
        { "intervalSeconds", 10 },
        { "timeoutSeconds", 2 },
        { "maxConsecutiveFailures", 3 },
    };

    private static YamlMap ReadinessCheck(string port) => new()
    {
        { "name", "ready" },
        { "protocol", "HTTP" },
        { "path", OperationDefaults.ReadyPath },
        { "portName", port },
        { "intervalSeconds", 5 },
        { "timeoutSeconds", 2 },
        { "httpStatusCodesForReady", new List<object> { 200 } },
    };
}
