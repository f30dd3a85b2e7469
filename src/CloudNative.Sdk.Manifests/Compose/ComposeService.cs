using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Kubernetes;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Compose;

/// <summary>Writes one service with the same rights, limits and times as in a cluster.</summary>
internal static class ComposeService
{
    /// <summary>Every service listens there unless its code says otherwise.</summary>
    private const int UsualPort = OperationDefaults.HttpPort;

    public static YamlMap Whole(ServiceModel service) => new()
    {
        { "image", service.Image },
        { "user", FormattableString.Invariant($"{Pod.UserId}:{Pod.UserId}") },
        { "read_only", true },
        { "cap_drop", new List<object> { "ALL" } },
        { "security_opt", new List<object> { "no-new-privileges:true" } },
        { "tmpfs", new List<object> { "/tmp:size=64m" } },
        { "volumes", Volumes(service) },
        { "init", true },
        { "restart", service.Workload.IsJob ? "no" : "unless-stopped" },
        { "stop_grace_period", FormattableString.Invariant($"{service.Shutdown.GraceSeconds}s") },
        { "environment", Variables(service) },
        { "ports", PortsOf(service) },
        { "healthcheck", HealthCheck(service) },
        { "depends_on", DependsOn(service) },
        { "deploy", Deploy(service) },
        { "labels", new YamlMap { { "cloudnative.sdk/service", service.Name }, { "cloudnative.sdk/version", service.Version } } },
    };

    /// <summary>What an environment can differ in.</summary>
    public static YamlMap Difference(ServiceModel service) => new()
    {
        { "image", service.Image },
        { "stop_grace_period", FormattableString.Invariant($"{service.Shutdown.GraceSeconds}s") },
        { "environment", Variables(service) },
        { "deploy", Deploy(service) },
    };

    /// <summary>Names the variable of the shell from which a secret comes.</summary>
    public static string ShellName(ServiceModel service, SecretSetting secret) => $"{service.Name}_{secret.VariableName}".Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    private static List<object>? Volumes(ServiceModel service) => !service.FileSecrets.Any() ? null
        : [.. service.FileSecrets.Select(secret => $"${{{ShellName(service, secret)}:?folder with the files of the secret {secret.Secret}}}:{secret.Folder}:ro")];

    private static YamlMap Variables(ServiceModel service)
    {
        var variables = new YamlMap();
        foreach (var variable in service.Variables)
        {
            // What follows the dollar would be taken for a variable of the shell.
            variables.Add(variable.Key, (service.ClusterAddresses.Contains(variable.Key) ? WithPort(variable.Value) : variable.Value).Replace("$", "$$"));
        }

        foreach (var secret in service.VariableSecrets)
        {
            variables.Add(secret.VariableName, $"${{{ShellName(service, secret)}:?{secret.SecretKey} of the secret {secret.Secret}}}");
        }

        return variables;
    }

    /// <summary>A Service of Kubernetes maps port 80; containers of Compose are called at their own port.</summary>
    private static string WithPort(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsDefaultPort
        ? FormattableString.Invariant($"{uri.Scheme}://{uri.Host.Split('.')[0]}:{UsualPort}")
        : address;

    private static List<object>? PortsOf(ServiceModel service)
    {
        // A free port of the host: several services may run at once.
        List<object> ports = [.. new[] { service.Ports.Http, service.Ports.Ops }.OfType<int>().Select(port => FormattableString.Invariant($"127.0.0.1::{port}"))];
        return ports.Count > 0 ? ports : null;
    }

    private static YamlMap? HealthCheck(ServiceModel service) => service.Ports.ProbePort is null ? null : new YamlMap
    {
        { "test", new List<object> { "CMD", $"/app/{service.Program}", "--healthcheck" } },
        { "interval", "10s" },
        { "timeout", "5s" },
        { "retries", 3 },
        { "start_period", "60s" },
    };

    private static YamlMap? DependsOn(ServiceModel service)
    {
        var called = new YamlMap().With(service.Destinations
            .Where(destination => destination.Service is not null)
            .Select(destination => destination.Service!)
            .Distinct()
            .Select(name => new KeyValuePair<string, object>(name, new YamlMap { { "condition", "service_healthy" }, { "required", false } })));
        return called.Count > 0 ? called : null;
    }

    private static YamlMap Deploy(ServiceModel service) => new()
    {
        { "replicas", service.MinInstances },
        { "resources", new YamlMap { { "limits", new YamlMap { { "cpus", Cpus(service) }, { "memory", FormattableString.Invariant($"{(long)service.Resources.Memory.Limit.Amount}b") } } } } },
    };

    private static string Cpus(ServiceModel service) => service.Resources.Cpu.Limit.Amount.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
