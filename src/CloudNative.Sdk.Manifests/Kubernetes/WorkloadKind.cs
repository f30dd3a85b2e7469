using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>The kind of object that runs the pods.</summary>
internal sealed record WorkloadKind(string ApiVersion, string Kind)
{
    /// <summary>What Argo Rollouts has in place of a Deployment.</summary>
    public const string ArgoRollout = "Rollout";

    public string File => $"{Kind.ToLowerInvariant()}.yaml";

    public static WorkloadKind Of(ServiceModel service) => service switch
    {
        { Strategy.Controller: StrategySetting.Argo } => new("argoproj.io/v1alpha1", ArgoRollout),
        { Workload.IsJob: true } => new("batch/v1", service.Workload.Kind),
        _ => new("apps/v1", service.Workload.Kind),
    };
}
