using System.Text.Json.Nodes;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>Checks objects as a strict API server would: no unknown field, no wrong type, no missing field, no value outside an enum.</summary>
internal sealed class KubernetesSchema
{
    /// <summary>The definitions carry no enums; these are the ones of the fields that manifests may hold, by the end of the definition's name.</summary>
    private static readonly Dictionary<(string Definition, string Field), string[]> Enums = new()
    {
        [("core.v1.Container", "imagePullPolicy")] = ["Always", "IfNotPresent", "Never"],
        [("core.v1.Container", "terminationMessagePolicy")] = ["File", "FallbackToLogsOnError"],
        [("core.v1.ContainerPort", "protocol")] = ["TCP", "UDP", "SCTP"],
        [("core.v1.HTTPGetAction", "scheme")] = ["HTTP", "HTTPS"],
        [("core.v1.PodSecurityContext", "fsGroupChangePolicy")] = ["OnRootMismatch", "Always"],
        [("core.v1.PodSpec", "dnsPolicy")] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"],
        [("core.v1.PodSpec", "restartPolicy")] = ["Always", "OnFailure", "Never"],
        [("core.v1.SeccompProfile", "type")] = ["RuntimeDefault", "Localhost", "Unconfined"],
        [("core.v1.ServicePort", "protocol")] = ["TCP", "UDP", "SCTP"],
        [("core.v1.ServiceSpec", "type")] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        [("core.v1.TopologySpreadConstraint", "whenUnsatisfiable")] = ["DoNotSchedule", "ScheduleAnyway"],
        [("apps.v1.DeploymentStrategy", "type")] = ["RollingUpdate", "Recreate"],
        [("autoscaling.v2.MetricSpec", "type")] = ["ContainerResource", "External", "Object", "Pods", "Resource"],
        [("autoscaling.v2.MetricTarget", "type")] = ["Utilization", "Value", "AverageValue"],
        [("networking.v1.NetworkPolicyPort", "protocol")] = ["TCP", "UDP", "SCTP"],
        [("policy.v1.PodDisruptionBudgetSpec", "unhealthyPodEvictionPolicy")] = ["AlwaysAllow", "IfHealthyBudget"],
    };

    private static readonly (string ApiVersion, string Kind, string Schema)[] Custom =
    [
        ("gateway.networking.k8s.io/v1", "HTTPRoute", "httproute_v1"), ("monitoring.coreos.com/v1", "PodMonitor", "podmonitor_v1"),
        ("monitoring.coreos.com/v1", "PrometheusRule", "prometheusrule_v1"), ("external-secrets.io/v1", "ExternalSecret", "externalsecret_v1"),
        ("argoproj.io/v1alpha1", "Rollout", "rollout_v1alpha1"),
    ];

    private readonly Dictionary<(string ApiVersion, string Kind), string> _definitions = [];
    private readonly JsonSchema _schema;

    private KubernetesSchema(string version)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "kubernetes", $"{version}-subset.json")))!.AsObject();
        var definitions = (file["definitions"] ?? file).AsObject();
        foreach (var (apiVersion, kind, schema) in Custom)
        {
            definitions[kind] = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "crds", $"{schema}.json")));
            _definitions[(apiVersion, kind)] = kind;
        }

        _schema = new JsonSchema(definitions, (definition, field) => Enums.FirstOrDefault(entry => entry.Key.Field == field && definition.EndsWith(entry.Key.Definition, StringComparison.Ordinal)).Value);
        foreach (var (name, definition) in definitions)
        {
            foreach (var kind in definition!["x-kubernetes-group-version-kind"] as JsonArray ?? [])
            {
                var group = kind!["group"]!.GetValue<string>();
                var apiVersion = (group.Length > 0 ? group + "/" : "") + kind["version"]!.GetValue<string>();
                _definitions[(apiVersion, kind["kind"]!.GetValue<string>())] = name;
            }
        }
    }

    /// <summary>Gets the oldest and the newest version that manifests are written for.</summary>
    public static IReadOnlyList<KubernetesSchema> Supported { get; } = [new("v1.32"), new("v1.34")];

    /// <summary>Gets every problem of an object.</summary>
    public IReadOnlyList<string> Problems(JsonNode? document)
    {
        var (apiVersion, kind) = (document?["apiVersion"]?.GetValue<string>() ?? "", document?["kind"]?.GetValue<string>() ?? "");
        if (!_definitions.TryGetValue((apiVersion, kind), out var definition))
        {
            return [$"no schema for {apiVersion} {kind}"];
        }

        return document!["metadata"]?["name"] is null ? ["/metadata/name: required"] : [.. _schema.Problems(definition, document)];
    }
}
