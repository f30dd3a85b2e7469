using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Tests.Validation;

/// <summary>The default checks of kube-linter, kube-score and Polaris that apply to what is written, each under its foreign id.</summary>
internal static partial class LinterRules
{
    private static readonly (string Id, Func<ManifestSet, bool> Holds)[] Rules =
    [
        ("kube-linter dangling-service, kube-score service-targets-pod", set => set.Find("Service") is not { } service || Selects(service["spec"]!["selector"], set)),
        ("kube-linter invalid-target-ports", set => set.Find("Service") is not { } service || service["spec"]!["ports"]!.AsArray().All(port => HasPort(set, port!["targetPort"]!))),
        ("kube-linter liveness-port", set => HasPort(set, set.Container["livenessProbe"]!["httpGet"]!["port"]!)),
        ("kube-linter readiness-port", set => HasPort(set, set.Container["readinessProbe"]!["httpGet"]!["port"]!)),
        ("kube-linter startup-port", set => HasPort(set, set.Container["startupProbe"]!["httpGet"]!["port"]!)),
        ("kube-score pod-probes-identical", set => ProbePaths(set).Distinct().Count() == 3),
        ("kube-linter mismatching-selector", set => Selects(set.Deployment["spec"]!["selector"]!["matchLabels"], set)),
        ("kube-linter latest-tag, kube-score container-image-tag, Polaris tagNotSpecified", set => TaggedImage().IsMatch(Text(set.Container["image"]))),
        ("kube-linter no-anti-affinity, kube-score deployment-has-host-podantiaffinity", HasHostAntiAffinity),
        ("kube-linter no-read-only-root-fs, Polaris notReadOnlyRootFilesystem", set => Is(set.Container["securityContext"]!["readOnlyRootFilesystem"], true)),
        ("kube-linter run-as-non-root, Polaris runAsRootAllowed", set => Is(set.Container["securityContext"]!["runAsNonRoot"], true)),
        ("kube-linter privilege-escalation-container, Polaris privilegeEscalationAllowed", set => Is(set.Container["securityContext"]!["allowPrivilegeEscalation"], false)),
        ("kube-linter privileged-container, Polaris runAsPrivileged", set => Is(set.Container["securityContext"]!["privileged"], false)),
        ("kube-linter drop-net-raw-capability, Polaris insecureCapabilities", set => Text(Assert.Single(set.Container["securityContext"]!["capabilities"]!["drop"]!.AsArray())) == "ALL"),
        ("kube-linter unset-cpu-requirements, unset-memory-requirements, kube-score container-ephemeral-storage-request-and-limit", HasAllResources),
        ("kube-linter duplicate-env-var, kube-score environment-variable-key-duplication", set => EnvironmentNames(set).Distinct().Count() == EnvironmentNames(set).Count()),
        ("kube-linter env-var-secret, Polaris sensitiveContainerEnvVar", set => set.Container["env"]!.AsArray().All(variable => variable!["value"] is null || !SensitiveKey().IsMatch(Text(variable["name"])))),
        ("kube-linter non-existent-service-account", set => Name(set.One("ServiceAccount")) == Text(set.Pod["serviceAccountName"])),
        ("kube-linter ssh-port", set => !set.Container["ports"]!.AsArray().Any(port => port!["containerPort"]!.GetValue<long>() == 22)),
        ("kube-linter pdb-max-unavailable, pdb-unhealthy-pod-eviction-policy, Polaris pdbDisruptionsIsZero", HasWorkingBudget),
        ("kube-score deployment-replicas, Polaris deploymentMissingReplicas", HasReplicas),
        ("kube-score container-image-pull-policy, Polaris pullPolicyNotAlways", set => Text(set.Container["imagePullPolicy"]) == "Always"),
        ("kube-score container-security-context-user-group-id", set => set.Container["securityContext"]!["runAsUser"]!.GetValue<long>() >= 10000 && set.Container["securityContext"]!["runAsGroup"]!.GetValue<long>() >= 10000),
        ("kube-score container-seccomp-profile", set => Text(set.Pod["securityContext"]!["seccompProfile"]!["type"]) == "RuntimeDefault"),
        ("kube-score deployment-strategy", set => Text(set.Deployment["spec"]!["strategy"]!["type"]) == "RollingUpdate"),
        ("kube-score label-values", set => set.Objects.SelectMany(document => ManifestSet.Strings(document["metadata"]!["labels"]).Values).All(value => LabelValue().IsMatch(value))),
        ("kube-score pod-topology-spread-constraints, Polaris topologySpreadConstraint", set => set.Pod["topologySpreadConstraints"]!.AsArray().Count > 0),
        ("kube-score pod-networkpolicy, Polaris missingNetworkPolicy", HasNetworkPolicy),
        ("Polaris metadataAndInstanceMismatched", set => set.Objects.All(document => Text(document["metadata"]!["labels"]!["app.kubernetes.io/instance"]) == Name(document))),
        ("Polaris priorityClassNotSet", set => IsExempt(set, "priorityClassNotSet")),
        ("Polaris automountServiceAccountToken", set => Is(set.Pod["automountServiceAccountToken"], false) && Is(set.One("ServiceAccount")["automountServiceAccountToken"], false)),
        ("Polaris hostIPCSet, hostPIDSet, hostNetworkSet, hostPathSet", set => !set.Pod.AsObject().Any(field => field.Key.StartsWith("host", StringComparison.Ordinal)) && set.Pod["volumes"]!.AsArray().All(volume => volume!["hostPath"] is null)),
        ("Polaris sensitiveConfigmapContent", set => !set.Data.Keys.Any(key => SensitiveKey().IsMatch(key))),
    ];

    /// <summary>Gets the ids of the checks that do not hold.</summary>
    public static IReadOnlyList<string> Failures(ManifestSet set) => [.. Rules.Where(rule => !rule.Holds(set)).Select(rule => rule.Id)];

    private static bool Selects(JsonNode? selector, ManifestSet set) =>
        ManifestSet.Strings(selector) is { Count: > 0 } labels && labels.All(label => set.Labels.GetValueOrDefault(label.Key) == label.Value);

    private static bool HasPort(ManifestSet set, JsonNode name) => set.Container["ports"]!.AsArray().Any(port => Text(port!["name"]) == Text(name));

    private static IEnumerable<string> ProbePaths(ManifestSet set) =>
        new[] { "startupProbe", "readinessProbe", "livenessProbe" }.Select(probe => Text(set.Container[probe]!["httpGet"]!["path"]));

    private static bool HasHostAntiAffinity(ManifestSet set)
    {
        var term = set.Pod["affinity"]!["podAntiAffinity"]!["preferredDuringSchedulingIgnoredDuringExecution"]![0]!["podAffinityTerm"]!;
        return Text(term["topologyKey"]) == "kubernetes.io/hostname" && Selects(term["labelSelector"]!["matchLabels"], set);
    }

    private static bool HasAllResources(ManifestSet set) =>
        new[] { "requests", "limits" }.All(end => new[] { "cpu", "memory", "ephemeral-storage" }.All(name => set.Container["resources"]![end]![name] is not null));

    private static IEnumerable<string> EnvironmentNames(ManifestSet set) =>
        set.Data.Keys.Concat(set.Container["env"]!.AsArray().Select(variable => Text(variable!["name"])));

    private static bool HasWorkingBudget(ManifestSet set) => set.Find("PodDisruptionBudget") is { } budget
        ? budget["spec"]!["maxUnavailable"]!.GetValue<long>() == 1 && Text(budget["spec"]!["unhealthyPodEvictionPolicy"]) == "AlwaysAllow" && Selects(budget["spec"]!["selector"]!["matchLabels"], set)
        : IsExempt(set, "missingPodDisruptionBudget");

    private static bool HasReplicas(ManifestSet set) => set.Find("HorizontalPodAutoscaler") is { } autoscaler
        ? set.Deployment["spec"]!["replicas"] is null && autoscaler["spec"]!["minReplicas"]!.GetValue<long>() < autoscaler["spec"]!["maxReplicas"]!.GetValue<long>() && IsExempt(set, "deploymentMissingReplicas")
        : set.Deployment["spec"]!["replicas"]!.GetValue<long>() >= 2 || IsExempt(set, "deploymentMissingReplicas");

    private static bool HasNetworkPolicy(ManifestSet set)
    {
        var policy = set.One("NetworkPolicy")["spec"]!;
        var matching = ManifestSet.Strings(policy["podSelector"]!["matchLabels"]);
        return matching.Count == 1 && Selects(policy["podSelector"]!["matchLabels"], set) && policy["ingress"]!.AsArray().Count > 0 && policy["egress"]!.AsArray().Count > 0 && policy["policyTypes"]!.AsArray().Count == 2;
    }

    private static bool IsExempt(ManifestSet set, string rule)
    {
        var annotations = ManifestSet.Strings(set.Deployment["metadata"]!["annotations"]);
        return annotations.GetValueOrDefault($"polaris.fairwinds.com/{rule}-exempt") == "true" && annotations.GetValueOrDefault($"exception.cloudnative.sdk/{rule}") is { Length: > 0 };
    }

    private static bool Is(JsonNode? node, bool value) => node?.GetValue<bool>() == value;

    private static string Name(JsonNode document) => Text(document["metadata"]!["name"]);

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";

    [GeneratedRegex(@":(?!latest\b)[A-Za-z0-9_][A-Za-z0-9_.-]*(?:@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex TaggedImage();

    [GeneratedRegex(@"\A(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();

    [GeneratedRegex("password|token|bearer|secret|^AZURE_.+KEY$|^GOOGLE_APPLICATION_CREDENTIALS$", RegexOptions.IgnoreCase)]
    private static partial Regex SensitiveKey();
}
