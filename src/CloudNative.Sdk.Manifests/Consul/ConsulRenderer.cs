using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Consul;

/// <summary>Writes the definition by which an agent knows the service without its registering itself.</summary>
internal sealed class ConsulRenderer : IRenderer
{
    public string Target => "consul";

    public IEnumerable<ManifestFile> Render(ServiceRelease release) =>
        from service in release.Environments
        where !service.Workload.IsJob && (service.Ports.Http ?? service.Ports.Ops) is not null
        select JsonText.WriteFile($"{Target}/{service.Environment.Name}.json", new YamlMap { { "service", Definition(service) } });

    private static YamlMap Definition(ServiceModel service) => new()
    {
        { "name", service.Name },
        { "id", service.Name },
        { "port", service.Ports.Http ?? service.Ports.Ops },
        { "tags", new List<object> { service.Component, $"v{service.Version}" } },
        { "meta", new YamlMap { { "version", service.Version }, { "commit", service.Commit }, { "env", service.Environment.Name } } },
        { "check", Check(service) },
    };

    private static YamlMap? Check(ServiceModel service) => service.Ports.ProbePort is not { } name ? null : new YamlMap
    {
        { "http", FormattableString.Invariant($"http://127.0.0.1:{(name == Ports.OpsName ? service.Ports.Ops : service.Ports.Http)}{OperationDefaults.ReadyPath}") },
        { "interval", "10s" },
        { "timeout", "2s" },
        { "deregister_critical_service_after", "5m" },
    };
}
