using CloudNative.Sdk.Manifests.Code;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>The objects of a service in one environment, in the order in which they are best applied.</summary>
internal static class KubernetesObjects
{
    public static IReadOnlyList<KubernetesObject> Of(ServiceModel service, CodeFacts code) => Patches.Apply(Unpatched(service, code), service.Patches);

    /// <summary>Gets the objects as they are before the team changes them.</summary>
    public static IReadOnlyList<KubernetesObject> Unpatched(ServiceModel service, CodeFacts code) =>
        [.. List(service).Concat(Monitoring.Of(service, code)).Select(entry => new KubernetesObject(entry.File, entry.Document))];

    private static IEnumerable<(string File, YamlMap Document)> List(ServiceModel service)
    {
        yield return ("serviceaccount.yaml", ServiceAccount(service));
        yield return ("configmap.yaml", ConfigMap.Render(service));
        foreach (var secret in ExternalSecrets.Of(service))
        {
            yield return secret;
        }

        var slots = service.Strategy.Slots;
        if (slots.Count == 0)
        {
            yield return (WorkloadKind.Of(service).File, Workload.Render(service));
        }

        if (service.Workload.Kind == WorkloadSetting.StatefulSet)
        {
            yield return ("service-pods.yaml", NetworkService.Headless(service));
        }

        if (service.Ports.Http is not null && !service.Workload.IsJob && service.Strategy is not { Kind: StrategySetting.BlueGreen, Controller: StrategySetting.NoController })
        {
            yield return ("service.yaml", NetworkService.Render(service));
        }

        if (service.Ports.Http is not null && service.Strategy is { Kind: StrategySetting.BlueGreen, Controller: StrategySetting.Argo })
        {
            yield return ("service-preview.yaml", NetworkService.Render(service, name: ArgoStrategy.PreviewOf(service)));
        }

        if (service.MinInstances > 1)
        {
            yield return ("poddisruptionbudget.yaml", PodDisruptionBudget(service));
        }

        if (service.IsAutoscaled && slots.Count == 0)
        {
            yield return ("horizontalpodautoscaler.yaml", Autoscaler.Render(service));
        }

        yield return ("networkpolicy.yaml", NetworkPolicy.Render(service));
        if (service.Exposure is { Kind: ExposureSection.Route })
        {
            yield return ("httproute.yaml", Exposure.Route(service));
        }

        if (service.Exposure is { Kind: ExposureSection.Ingress })
        {
            yield return ("ingress.yaml", Exposure.Ingress(service));
        }
    }

    private static YamlMap ServiceAccount(ServiceModel service)
    {
        var account = Metadata.Object(service, "v1", "ServiceAccount");
        account.Add("automountServiceAccountToken", false);
        return account;
    }

    private static YamlMap PodDisruptionBudget(ServiceModel service)
    {
        var budget = Metadata.Object(service, "policy/v1", "PodDisruptionBudget");
        budget.Add("spec", new YamlMap
        {
            { "maxUnavailable", 1 },
            { "unhealthyPodEvictionPolicy", "AlwaysAllow" },
            { "selector", Metadata.SelectorOf(service.Name) },
        });
        return budget;
    }
}
