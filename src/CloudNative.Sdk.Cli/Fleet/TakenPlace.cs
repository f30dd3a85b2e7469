using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Something of which there is one in an environment: a port of the load balancer, a host with a path.</summary>
/// <param name="What">What it is, as <c>service port 10101</c>.</param>
/// <param name="File">The file that takes it, relative to the folder of the manifests.</param>
internal sealed record TakenPlace(string What, string File)
{
    /// <summary>Gets the ports of the load balancer in front of Marathon.</summary>
    public static IEnumerable<TakenPlace> OfMarathon(IEnumerable<ManifestFile> files, DiagnosticBag diagnostics) =>
        from file in files
        from app in file.Read(diagnostics)
        from port in app.ItemsAt("container", "portMappings").Concat(app.ItemsAt("portDefinitions"))
        let number = port.TextAt("servicePort") ?? port.TextAt("port")
        where number is not (null or "0")
        select new TakenPlace($"service port {number}", file.Path);

    /// <summary>Gets the hosts and paths of routes.</summary>
    public static IEnumerable<TakenPlace> OfRoutes(ObjectSet? objects) =>
        (objects?.Of("HTTPRoute", "Ingress") ?? []).SelectMany(route => Routes(route).Distinct().Select(place => new TakenPlace($"route {place}", route.Node.Position.File)));

    private static IEnumerable<string> Routes(ClusterObject route)
    {
        var rules = route.Node.ItemsAt("spec", "rules");
        return route.Kind == "Ingress"
            ? from rule in rules from path in rule.ItemsAt("http", "paths") select $"{rule.TextAt("host") ?? "*"}{path.TextAt("path") ?? "/"}"
            : from host in Hosts(route) from path in rules.SelectMany(Paths).DefaultIfEmpty("/") select host + path;
    }

    private static IEnumerable<string> Hosts(ClusterObject route) => route.Node.ItemsAt("spec", "hostnames").Select(host => host.TextAt() ?? "*").DefaultIfEmpty("*");

    private static IEnumerable<string> Paths(YamlNode rule) => rule.ItemsAt("matches").Select(match => match.TextAt("path", "value") ?? "/").DefaultIfEmpty("/");
}
