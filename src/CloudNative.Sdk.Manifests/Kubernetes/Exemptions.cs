using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the checks that a Deployment cannot pass by design, each with its reason beside it.</summary>
internal static class Exemptions
{
    public static YamlMap ForDeployment(ServiceModel service)
    {
        var annotations = Polaris("priorityClassNotSet", "priority classes belong to the cluster, and none is named");
        if (service.IsAutoscaled)
        {
            annotations.With(Polaris("deploymentMissingReplicas", "the HorizontalPodAutoscaler owns the number of replicas"));
        }

        return service.MinInstances > 1 ? annotations : annotations.With(ForOneInstance(service));
    }

    private static YamlMap ForOneInstance(ServiceModel service)
    {
        var reason = service.Environment.BearsLoad ? "service.yaml allows one instance" : $"one instance is enough in {service.Environment.Name}";
        var annotations = new YamlMap { { "kube-score/ignore", "deployment-replicas,deployment-has-poddisruptionbudget" } };
        if (!service.IsAutoscaled)
        {
            annotations.With(Polaris("deploymentMissingReplicas", reason));
        }

        return annotations.With(Polaris("missingPodDisruptionBudget", reason));
    }

    private static YamlMap Polaris(string rule, string reason) => new()
    {
        { $"polaris.fairwinds.com/{rule}-exempt", "true" },
        { $"exception.cloudnative.sdk/{rule}", reason },
    };
}
