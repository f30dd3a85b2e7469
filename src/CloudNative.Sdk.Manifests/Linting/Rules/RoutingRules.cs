using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting.Rules;

/// <summary>Who reaches whom.</summary>
internal static class RoutingRules
{
    public static readonly IReadOnlyList<LintRule> All =
    [
        new("CNS7101", Foreign.Of("dangling-service", "service-targets-pod"), "A Service finds pods.", Each.Object((service, set) =>
            service.Node.At("spec", "selector") is not { } selector || set.Selected(selector).Any() ? null : "finds no pods with its selector; use the labels of the pod template", "Service")) { On = ["Service"] },
        new("CNS7108", Foreign.Of("invalid-target-ports"), "A Service leads to a port of its pods.", Each.Object(TargetPorts, "Service")) { On = ["Service"] },
        new("CNS7129", Foreign.Of(kubeScore: "ingress-targets-service"), "A route leads to a port of a Service.", Each.Object(Backends, "Ingress", "HTTPRoute")) { On = ["Ingress", "HTTPRoute"] },
        new("CNS7139", Foreign.Of(kubeScore: "service-type"), "No port is opened on every node.", Each.Object(service =>
            service.Node.IsAt("NodePort", "spec", "type") ? "opens a port on every node; use ClusterIP with an HTTPRoute or an Ingress" : null, "Service")) { On = ["Service"] },
        new("CNS7153", Foreign.Of(polaris: "tlsSettingsMissing"), "An Ingress speaks TLS.", Each.Object(ingress =>
            ingress.Node.ItemsAt("spec", "tls").Count > 0 ? null : "answers without TLS; state spec.tls", "Ingress")) { On = ["Ingress"] },
        new("CNS7134", Foreign.Of(kubeScore: "pod-networkpolicy", polaris: "missingNetworkPolicy"), "What may connect to pods, and from them, is stated.", Each.Workload((workload, set) =>
            new[] { "Ingress", "Egress" }.FirstOrDefault(type => !PoliciesOf(workload, set).Any(policy => HasType(policy, type))) is { } missing ? $"has no NetworkPolicy of the type {missing}, so that any connection is allowed; add one" : null)),
        new("CNS7135", Foreign.Of(kubeScore: "networkpolicy-targets-pod"), "A NetworkPolicy finds pods.", Each.Object((policy, set) =>
            set.Selected(policy.Node.At("spec", "podSelector")).Any() ? null : "finds no pods with its podSelector; use the labels of the pod template", "NetworkPolicy")) { On = ["NetworkPolicy"] },
        new(DiagnosticIds.PortNotUnique, Foreign.Of(kubeScore: "container-ports-check"), "Ports are there once.", UniquePorts) { IsError = true },
        new("CNS7157", Foreign.None, "A NetworkPolicy lets every called service be called.", Each.Workload(Calls)) { IsError = true },
    ];

    private static IEnumerable<ClusterObject> PoliciesOf(ClusterObject workload, ObjectSet set) => set.Of("NetworkPolicy").Where(policy => ObjectSet.Selects(policy.Node.At("spec", "podSelector"), workload));

    private static bool HasType(ClusterObject policy, string type) => policy.Node.ItemsAt("spec", "policyTypes").Any(item => item.TextAt() == type);

    private static string? TargetPorts(ClusterObject service, ObjectSet set)
    {
        var pods = set.Selected(service.Node.At("spec", "selector")).ToList();
        var dead = service.Node.ItemsAt("spec", "ports")
            .Select(port => port.TextAt("targetPort") ?? port.TextAt("port"))
            .FirstOrDefault(target => pods.Count > 0 && !pods.SelectMany(pod => pod.Ports).Any(port => port.IsAt(target ?? "", "name") || port.IsAt(target ?? "", "containerPort")));
        return dead is null ? null : $"leads to port '{dead}', which no container of its pods has; correct targetPort";
    }

    private static string? Backends(ClusterObject route, ObjectSet set)
    {
        var backends = route.Kind == "Ingress"
            ? route.Node.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("http", "paths")).Select(path => path.At("backend", "service")).Select(service => (Name: service.TextAt("name"), Port: service.TextAt("port", "name") ?? service.TextAt("port", "number")))
            : route.Node.ItemsAt("spec", "rules").SelectMany(rule => rule.ItemsAt("backendRefs")).Select(service => (Name: service.TextAt("name"), Port: service.TextAt("port")));
        var dead = backends.FirstOrDefault(backend => !set.Of("Service").Any(service =>
            service.Name == backend.Name && service.Node.ItemsAt("spec", "ports").Any(port => backend.Port is { } wanted && (port.IsAt(wanted, "name") || port.IsAt(wanted, "port")))));
        return dead.Name is null ? null : $"leads to port '{dead.Port}' of the Service '{dead.Name}', which is not here; correct the backend";
    }

    private static IEnumerable<Finding> UniquePorts(ObjectSet set)
    {
        var groups = set.Workloads.Select(workload => (Object: workload, Ports: workload.Ports.ToList(), Number: "containerPort"))
            .Concat(set.Of("Service").Select(service => (Object: service, Ports: service.Node.ItemsAt("spec", "ports").ToList(), Number: "port")));
        foreach (var (entry, ports, number) in groups)
        {
            foreach (var field in new[] { "name", number })
            {
                var twice = ports.Where(port => port.At(field) is not null).GroupBy(port => (port.TextAt(field), field == "name" ? null : port.TextAt("protocol") ?? "TCP")).FirstOrDefault(same => same.Count() > 1);
                if (twice is not null)
                {
                    yield return new Finding(entry, twice.Last(), $"{entry} has two ports of the {(field == "name" ? "name" : "number")} '{twice.Key.Item1}'; choose another");
                }
            }
        }
    }

    /// <summary>The calls in code, against the egress of the policies.</summary>
    private static string? Calls(ClusterObject workload, ObjectSet set)
    {
        var rules = PoliciesOf(workload, set).Where(policy => HasType(policy, "Egress")).SelectMany(policy => policy.Node.ItemsAt("spec", "egress")).ToList();
        var services = set.Knowledge.Code?.Calls.Select(call => call["service"]?.ToLowerInvariant()).OfType<string>().Distinct() ?? [];
        var refused = rules.Count == 0 ? null : services.Where(Settings.Shapes.DnsLabel.Matches).FirstOrDefault(service => !rules.Any(rule => Allows(rule, service)));
        return refused is null ? null : $"calls '{refused}' in code, but no egress rule of its NetworkPolicy allows that; add one";
    }

    private static bool Allows(YamlNode rule, string service) =>
        rule.ItemsAt("to").Count == 0 || rule.ItemsAt("to").Any(peer => peer.At("podSelector") is null && peer.At("ipBlock") is null && !IsKubeSystem(peer)
            || peer.At("podSelector") is { } pods && (pods.FieldsAt().Count == 0 || pods.TextsAt("matchLabels").Values.Contains(service)));

    private static bool IsKubeSystem(YamlNode peer) => peer.TextsAt("namespaceSelector", "matchLabels").Values.Contains("kube-system");
}
