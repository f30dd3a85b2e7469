using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes how the service is reached from outside the cluster.</summary>
internal static class Exposure
{
    public static YamlMap Route(ServiceModel service)
    {
        var route = Metadata.Object(service, "gateway.networking.k8s.io/v1", "HTTPRoute");
        route.Add("spec", new YamlMap
        {
            { "parentRefs", new List<object> { new YamlMap { { "name", service.Platform.Gateway }, { "namespace", service.Platform.GatewayNamespace }, { "sectionName", service.Exposure!.IsTls ? "https" : "http" } } } },
            { "hostnames", service.Exposure.Host is { } host ? new List<object> { host.Value } : null },
            {
                "rules", new List<object>
                {
                    new YamlMap
                    {
                        { "matches", new List<object> { new YamlMap { { "path", new YamlMap { { "type", "PathPrefix" }, { "value", service.Exposure.Path } } } } } },
                        { "backendRefs", new List<object> { new YamlMap { { "name", service.Name }, { "port", NetworkService.Port } } } },
                    },
                }
            },
        });
        return route;
    }

    public static YamlMap Ingress(ServiceModel service)
    {
        var host = service.Exposure!.Host?.Value;
        var ingress = Metadata.Object(service, "networking.k8s.io/v1", "Ingress");
        ingress.Add("spec", new YamlMap
        {
            { "ingressClassName", service.Platform.IngressClass },
            { "tls", service.Exposure.IsTls ? new List<object> { new YamlMap { { "hosts", host is null ? null : new List<object> { host } }, { "secretName", $"{service.Name}-tls" } } } : null },
            {
                "rules", new List<object>
                {
                    new YamlMap
                    {
                        { "host", host },
                        { "http", new YamlMap { { "paths", new List<object> { PathTo(service) } } } },
                    },
                }
            },
        });
        return ingress;
    }

    private static YamlMap PathTo(ServiceModel service) => new()
    {
        { "path", service.Exposure!.Path },
        { "pathType", "Prefix" },
        { "backend", new YamlMap { { "service", new YamlMap { { "name", service.Name }, { "port", new YamlMap { { "name", Ports.HttpName } } } } } } },
    };
}
