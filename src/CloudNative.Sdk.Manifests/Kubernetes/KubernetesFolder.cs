using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the folder <c>kubernetes/base</c>, one object a file, and the kustomization that lists them.</summary>
internal static class KubernetesFolder
{
    private const string Folder = "kubernetes/base/";

    public static IEnumerable<ManifestFile> Render(ServiceModel service)
    {
        var objects = Objects(service).ToList();
        foreach (var (name, document) in objects)
        {
            yield return new ManifestFile(Folder + name, YamlEmitter.Write(document));
        }

        yield return new ManifestFile(Folder + "kustomization.yaml", YamlEmitter.Write(Kustomization(objects.Select(entry => entry.Name))));
    }

    private static IEnumerable<(string Name, YamlMap Document)> Objects(ServiceModel service)
    {
        yield return ("serviceaccount.yaml", ServiceAccount(service));
        yield return ("configmap.yaml", ConfigMap.Render(service));
        yield return ("deployment.yaml", Deployment.Render(service));
        if (service.Ports.Http is not null)
        {
            yield return ("service.yaml", NetworkService.Render(service));
        }

        if (service.MinInstances > 1)
        {
            yield return ("poddisruptionbudget.yaml", PodDisruptionBudget(service));
        }

        if (service.IsAutoscaled)
        {
            yield return ("horizontalpodautoscaler.yaml", Autoscaler.Render(service));
        }

        yield return ("networkpolicy.yaml", NetworkPolicy.Render(service));
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

    private static YamlMap Kustomization(IEnumerable<string> files) => new()
    {
        { "apiVersion", "kustomize.config.k8s.io/v1beta1" },
        { "kind", "Kustomization" },
        { "resources", files.ToList() },
    };
}
