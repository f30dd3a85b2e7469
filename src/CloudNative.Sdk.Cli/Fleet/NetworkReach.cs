using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Cli.Fleet;

/// <summary>Whether pods may connect to others, by the NetworkPolicies of both: each policy of a type restricts, and each of its rules allows.</summary>
internal static class NetworkReach
{
    public const string Ingress = "Ingress";
    public const string Egress = "Egress";

    private const string NamespaceName = "kubernetes.io/metadata.name";

    /// <summary>Tells whether any policy restricts the service in a direction.</summary>
    public static bool IsRestricted(ObjectSet service, string direction) => Policies(service, direction).Any();

    /// <summary>Tells whether the policies of a service let it connect to the pods of another, or be connected to by them.</summary>
    /// <param name="service">The service whose policies are asked.</param>
    /// <param name="direction"><see cref="Ingress"/> or <see cref="Egress"/>.</param>
    /// <param name="other">The service at the other end.</param>
    /// <param name="called">That of both which is called, whose ports count.</param>
    public static bool Allows(ObjectSet service, string direction, ObjectSet other, ObjectSet called)
    {
        var (rules, peers) = direction == Ingress ? ("ingress", "from") : ("egress", "to");
        return !IsRestricted(service, direction)
            || Policies(service, direction).SelectMany(policy => policy.Node.ItemsAt("spec", rules)).Any(rule => HasPort(rule, called) && HasPeer(rule.ItemsAt(peers), service, other));
    }

    private static IEnumerable<ClusterObject> Policies(ObjectSet service, string direction) => service.Of("NetworkPolicy").Where(policy =>
        service.Workloads.Any(workload => ObjectSet.Selects(policy.Node.At("spec", "podSelector"), workload)) && policy.Node.ItemsAt("spec", "policyTypes").Any(type => type.TextAt() == direction));

    private static bool HasPort(YamlNode rule, ObjectSet called)
    {
        var ports = rule.ItemsAt("ports");
        return ports.Count == 0 || ports.Any(port => port.TextAt("port") is not { } wanted || called.Workloads.SelectMany(workload => workload.Ports).Any(own => own.IsAt(wanted, "name") || own.IsAt(wanted, "containerPort")));
    }

    private static bool HasPeer(IReadOnlyList<YamlNode> peers, ObjectSet service, ObjectSet other) =>
        peers.Count == 0 || peers.Any(peer => other.Workloads.Any(workload => IsPeer(peer, workload, NamespaceOf(service), NamespaceOf(other))));

    private static bool IsPeer(YamlNode peer, ClusterObject workload, string ownNamespace, string otherNamespace)
    {
        var (pods, spaces) = (peer.At("podSelector"), peer.At("namespaceSelector"));
        var isThere = spaces is null ? ownNamespace == otherNamespace : spaces.TextsAt("matchLabels").All(label => label.Key != NamespaceName || label.Value == otherNamespace);
        return (pods ?? spaces) is not null && isThere && (pods is null || ObjectSet.Selects(pods, workload));
    }

    private static string NamespaceOf(ObjectSet service) => service.Workloads.Select(workload => workload.Node.TextAt("metadata", "namespace")).FirstOrDefault() ?? "default";
}
