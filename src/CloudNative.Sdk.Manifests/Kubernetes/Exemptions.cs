using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the checks that an object cannot pass by design, and those of which the team makes an exception, each with its reason beside it.</summary>
internal static class Exemptions
{
    /// <summary>Gets the annotations for an object of a kind.</summary>
    public static YamlMap For(ServiceModel service, string kind)
    {
        var annotations = ByDesign(service, kind);
        foreach (var exception in service.Exceptions.Where(exception => exception.Rule.On.Contains(kind)))
        {
            Add(annotations, exception);
        }

        return annotations;
    }

    private static YamlMap ByDesign(ServiceModel service, string kind) => kind switch
    {
        WorkloadSetting.Deployment or WorkloadSetting.StatefulSet or WorkloadKind.ArgoRollout => ForReplicated(service, kind.ToLowerInvariant()),
        WorkloadSetting.Job or WorkloadSetting.CronJob => ForAny(service),
        "Ingress" when !service.Exposure!.IsTls => Polaris("tlsSettingsMissing", "service.yaml says tls: false"),
        "HorizontalPodAutoscaler" when service.MinInstances < 2 => new YamlMap { { ClusterObject.KubeScoreIgnore, "horizontalpodautoscaler-replicas" } }.With(Polaris("hpaMinAvailability", OneInstance(service))),
        _ => [],
    };

    private static YamlMap ForAny(ServiceModel service) =>
        service.Platform.PriorityClass is null ? Polaris("priorityClassNotSet", "priority classes belong to the cluster, and none is named") : [];

    private static YamlMap ForReplicated(ServiceModel service, string kind)
    {
        var annotations = ForAny(service);
        if (service.IsAutoscaled)
        {
            annotations.With(Polaris("deploymentMissingReplicas", "the HorizontalPodAutoscaler owns the number of replicas"));
        }

        return service.MinInstances > 1 ? annotations : annotations.With(ForOneInstance(service, kind));
    }

    private static YamlMap ForOneInstance(ServiceModel service, string kind)
    {
        var annotations = new YamlMap { { ClusterObject.KubeScoreIgnore, kind == "deployment" ? "deployment-replicas,deployment-has-poddisruptionbudget" : $"{kind}-has-poddisruptionbudget" } };
        if (!service.IsAutoscaled)
        {
            annotations.With(Polaris("deploymentMissingReplicas", OneInstance(service)));
        }

        return annotations.With(Polaris("missingPodDisruptionBudget", OneInstance(service)));
    }

    /// <summary>Gets the annotations of a canary, which is one instance until a plan gives it more.</summary>
    public static YamlMap ForCanary(ServiceModel service)
    {
        var annotations = new YamlMap();
        if (service.MinInstances > 1)
        {
            annotations.Add(ClusterObject.KubeScoreIgnore, "deployment-replicas");
            if (!service.IsAutoscaled)
            {
                annotations.With(Polaris("deploymentMissingReplicas", "a canary begins with one instance"));
            }
        }

        return annotations;
    }

    private static string OneInstance(ServiceModel service) => service.Environment.BearsLoad ? "service.yaml allows one instance" : $"one instance is enough in {service.Environment.Name}";

    private static YamlMap Polaris(string rule, string reason) => new()
    {
        { $"{ClusterObject.PolarisPrefix}{rule}{ClusterObject.PolarisSuffix}", "true" },
        { ClusterObject.ExceptionPrefix + rule, reason },
    };

    /// <summary>One exception for each linter that has the check.</summary>
    private static void Add(YamlMap annotations, ExceptionSetting exception)
    {
        foreach (var name in exception.Rule.Foreign.KubeLinter)
        {
            annotations.Set(ClusterObject.KubeLinterPrefix + name, exception.Text);
        }

        if (exception.Rule.Foreign.KubeScore.Count > 0)
        {
            var ignored = ((string?)annotations[ClusterObject.KubeScoreIgnore])?.Split(',') ?? [];
            annotations.Set(ClusterObject.KubeScoreIgnore, string.Join(",", ignored.Union(exception.Rule.Foreign.KubeScore)));
        }

        foreach (var name in exception.Rule.Foreign.Polaris)
        {
            annotations.Set($"{ClusterObject.PolarisPrefix}{name}{ClusterObject.PolarisSuffix}", "true");
        }

        annotations.Set(ClusterObject.ExceptionPrefix + exception.Name, exception.Text);
    }
}
