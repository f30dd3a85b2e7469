using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the Service by which others call; the ops port is not part of it.</summary>
internal static class NetworkService
{
    /// <summary>The port of the Service; the container has its own.</summary>
    public const int Port = 80;

    /// <param name="service">The service.</param>
    /// <param name="slot">The slot whose pods it offers; null for all of them.</param>
    /// <param name="name">The name; the service's own by default.</param>
    public static YamlMap Render(ServiceModel service, string? slot = null, string? name = null)
    {
        var document = Metadata.Object(service, "v1", "Service", name);
        document.Add("spec", new YamlMap
        {
            { "type", "ClusterIP" },
            { "selector", Metadata.Selector(service.Name, slot) },
            { "ports", new List<object> { HttpPort() } },
        });
        return document;
    }

    /// <summary>Gives each pod an address of its own, also before it is ready, so that they find one another.</summary>
    public static YamlMap Headless(ServiceModel service)
    {
        var port = service.Ports.Http is null ? Ports.OpsName : Ports.HttpName;
        var document = Metadata.Object(service, "v1", "Service", Workload.HeadlessName(service));
        document.Add("spec", new YamlMap
        {
            { "clusterIP", "None" },
            { "publishNotReadyAddresses", true },
            { "selector", Metadata.Selector(service.Name) },
            { "ports", service.Ports is { Http: null, Ops: null } ? null : new List<object> { new YamlMap { { "name", port }, { "port", service.Ports.Http ?? service.Ports.Ops }, { "targetPort", port }, { "protocol", "TCP" } } } },
        });
        return document;
    }

    private static YamlMap HttpPort() => new()
    {
        { "name", Ports.HttpName },
        { "port", Port },
        { "targetPort", Ports.HttpName },
        { "protocol", "TCP" },
        { "appProtocol", "http" },
    };
}
