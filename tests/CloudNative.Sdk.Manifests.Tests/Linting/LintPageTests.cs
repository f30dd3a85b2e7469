using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.TestSupport.Golden;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Manifests.Tests.Linting;

public sealed class LintPageTests
{
    private const string Page = "docs/lint.md";
    private const string Begin = "|---|---|---|\n";

    [Fact]
    public void The_page_lists_every_rule_with_the_names_of_other_linters()
    {
        var page = File.ReadAllText(Repository.PathOf(Page));
        var rules = LintRules.All.Select(rule => $"| {rule.Id}{(rule.IsError ? " (error)" : "")} | {rule.Text} | {(rule.Foreign == Foreign.None ? "" : $"{rule.Foreign}")} |\n");

        GoldenFile.Verify(Page, page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + string.Concat(rules));
    }

    /// <summary>The default checks of the three linters, as their documentation lists them.</summary>
    [Theory]
    [InlineData("dangling-service deprecated-service-account-field docker-sock drop-net-raw-capability duplicate-env-var env-var-secret host-ipc host-network host-pid invalid-target-ports job-ttl-seconds-after-finished latest-tag liveness-port readiness-port startup-port mismatching-selector no-anti-affinity no-extensions-v1beta no-read-only-root-fs non-existent-service-account pdb-max-unavailable pdb-min-available pdb-unhealthy-pod-eviction-policy privilege-escalation-container privileged-container run-as-non-root sensitive-host-mounts ssh-port unsafe-sysctls unset-cpu-requirements unset-memory-requirements")]
    [InlineData("deployment-strategy deployment-replicas ingress-targets-service cronjob-has-deadline cronjob-restartpolicy container-resources container-image-tag container-image-pull-policy container-ephemeral-storage-request-and-limit environment-variable-key-duplication deployment-has-poddisruptionbudget statefulset-has-poddisruptionbudget poddisruptionbudget-has-policy pod-networkpolicy networkpolicy-targets-pod pod-probes pod-probes-identical container-security-context-user-group-id container-security-context-privileged container-security-context-readonlyrootfilesystem service-targets-pod service-type stable-version deployment-has-host-podantiaffinity statefulset-has-host-podantiaffinity deployment-targeted-by-hpa-does-not-have-replicas-configured statefulset-has-servicename deployment-pod-selector-labels-match-template-metadata-labels statefulset-pod-selector-labels-match-template-metadata-labels label-values horizontalpodautoscaler-has-target horizontalpodautoscaler-replicas pod-topology-spread-constraints container-ports-check container-seccomp-profile")]
    [InlineData("deploymentMissingReplicas priorityClassNotSet tagNotSpecified pullPolicyNotAlways readinessProbeMissing livenessProbeMissing metadataAndInstanceMismatched pdbDisruptionsIsZero missingPodDisruptionBudget topologySpreadConstraint hpaMaxAvailability hpaMinAvailability pdbMinAvailableGreaterThanHPAMinReplicas cpuRequestsMissing cpuLimitsMissing memoryRequestsMissing memoryLimitsMissing automountServiceAccountToken hostIPCSet hostPathSet hostProcess hostPIDSet linuxHardening missingNetworkPolicy notReadOnlyRootFilesystem privilegeEscalationAllowed procMount runAsRootAllowed runAsPrivileged dangerousCapabilities insecureCapabilities hostNetworkSet hostPortSet tlsSettingsMissing sensitiveContainerEnvVar sensitiveConfigmapContent clusterrolePodExecAttach rolePodExecAttach clusterrolebindingClusterAdmin clusterrolebindingPodExecAttach rolebindingClusterAdminClusterRole rolebindingClusterAdminRole rolebindingClusterRolePodExecAttach rolebindingRolePodExecAttach")]
    public void Every_default_check_is_covered(string checks) => Assert.Equal([], checks.Split(' ').Except(LintRules.Names));
}
