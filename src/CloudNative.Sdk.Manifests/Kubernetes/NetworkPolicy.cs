using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes who may connect to the pods, and where the pods may connect to; the rest is refused.</summary>
internal static class NetworkPolicy
{
    private const int DnsPort = 53;

    public static YamlMap Render(ServiceModel service)
    {
        var document = Metadata.Object(service, "networking.k8s.io/v1", "NetworkPolicy");
        document.Add("spec", new YamlMap
        {
            { "podSelector", Metadata.SelectorOf(service.Name) },
            { "policyTypes", new List<object> { "Ingress", "Egress" } },
            { "ingress", Ingress(service).ToList<object>() },
            { "egress", new List<object> { Dns() }.Concat(service.Destinations.Select(Egress)).ToList() },
        });
        return document;
    }

    private static IEnumerable<YamlMap> Ingress(ServiceModel service)
    {
        if (service.Ports.Http is { } http && service.Callers is not { Count: 0 })
        {
            var callers = service.Callers?.Select(Caller).ToList<object>() ?? [new YamlMap { { "podSelector", new YamlMap() } }];
            yield return new YamlMap { { "from", callers }, { "ports", OnePort(http) } };
        }

        if (service.Exposure is not null && service.Ports.Http is { } exposed)
        {
            yield return new YamlMap { { "from", new List<object> { NamespaceNamed(service.Platform.GatewayNamespace) } }, { "ports", OnePort(exposed) } };
        }

        if ((service.Ports.Ops ?? (service.Ports.ProbePort is null ? null : service.Ports.Http)) is { } scraped)
        {
            yield return new YamlMap { { "from", new List<object> { NamespaceNamed(service.Platform.MonitoringNamespace) } }, { "ports", OnePort(scraped) } };
        }
    }

    private static YamlMap Caller(CallerSetting caller) => caller.Service is { } service ? Pods(service, caller.Namespace) : NamespaceNamed(caller.Namespace!);

    private static YamlMap Egress(Destination destination) => new()
    {
        { "to", destination.Service is null ? null : new List<object> { Pods(destination.Service, destination.Namespace) } },
        { "ports", OnePort(destination.Port) },
    };

    private static YamlMap Pods(string service, string? inNamespace)
    {
        var pods = inNamespace is null ? new YamlMap() : NamespaceNamed(inNamespace);
        pods.Add("podSelector", Metadata.SelectorOf(service));
        return pods;
    }

    private static YamlMap Dns()
    {
        var resolver = NamespaceNamed("kube-system");
        resolver.Add("podSelector", new YamlMap { { "matchLabels", new YamlMap { { "k8s-app", "kube-dns" } } } });
        return new YamlMap
        {
            { "to", new List<object> { resolver } },
            { "ports", new List<object> { Port(DnsPort, "UDP"), Port(DnsPort, "TCP") } },
        };
    }

    private static YamlMap NamespaceNamed(string name) => new()
    {
        { "namespaceSelector", new YamlMap { { "matchLabels", new YamlMap { { "kubernetes.io/metadata.name", name } } } } },
    };

    private static List<object> OnePort(object port) => [Port(port, "TCP")];

    private static YamlMap Port(object port, string protocol) => new() { { "port", port }, { "protocol", protocol } };
}
