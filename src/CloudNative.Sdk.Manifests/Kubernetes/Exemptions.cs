using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the checks that a Deployment cannot pass by design, each with its reason beside it.</summary>
internal static class Exemptions
{
    private const string Replicas = "deploymentMissingReplicas";

    public static YamlMap ForDeployment(ServiceModel service)
    {
        var annotations = Polaris("priorityClassNotSet", "priority classes belong to the cluster, and none is named");
        if (service.IsAutoscaled)
        {
            return annotations.With(Polaris(Replicas, "the HorizontalPodAutoscaler owns the number of replicas"));
        }

        if (service.MinInstances > 1)
        {
            return annotations;
        }

        const string reason = "service.yaml states one instance";
        annotations.Add("kube-score/ignore", "deployment-replicas,deployment-has-poddisruptionbudget");
        return annotations.With(Polaris(Replicas, reason)).With(Polaris("missingPodDisruptionBudget", reason));
    }

    private static YamlMap Polaris(string rule, string reason) => new()
    {
        { $"polaris.fairwinds.com/{rule}-exempt", "true" },
        { $"exception.cloudnative.sdk/{rule}", reason },
    };
}
