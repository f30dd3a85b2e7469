using System.Globalization;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes the Deployment around the pod.</summary>
internal static class Deployment
{
    /// <summary>From here on, one pod at a time would make a rollout too slow.</summary>
    private const int ManyInstances = 8;

    public static YamlMap Render(ServiceModel service)
    {
        var deployment = Metadata.Object(service, "apps/v1", "Deployment", annotations: new YamlMap { { "cloudnative.sdk/commit", service.Commit } });
        deployment.Add("spec", new YamlMap
        {
            { "replicas", service.IsAutoscaled ? null : service.MinInstances },
            { "revisionHistoryLimit", 5 },
            { "progressDeadlineSeconds", 300 },
            { "minReadySeconds", 5 },
            { "strategy", Strategy(service) },
            { "selector", Metadata.SelectorOf(service.Name) },
            {
                "template", new YamlMap
                {
                    { "metadata", TemplateMetadata(service) },
                    { "spec", Pod.Render(service) },
                }
            },
        });
        return deployment;
    }

    private static YamlMap Strategy(ServiceModel service) => new()
    {
        { "type", "RollingUpdate" },
        {
            "rollingUpdate", new YamlMap
            {
                { "maxUnavailable", 0 },
                { "maxSurge", service.MinInstances > ManyInstances ? "25%" : 1 },
            }
        },
    };

    private static YamlMap TemplateMetadata(ServiceModel service)
    {
        var annotations = new YamlMap
        {
            { "kubectl.kubernetes.io/default-container", service.Name },
            { "cloudnative.sdk/drain-seconds", service.Shutdown.Drain is { } drain ? Text(drain) : null },
            { "cloudnative.sdk/shutdown-seconds", Text(service.Shutdown.Timeout) },
        };
        return new YamlMap
        {
            { "labels", Metadata.Labels(service, service.Name) },
            { "annotations", Metadata.Annotations(service, annotations) },
        };
    }

    private static string Text(TimeSpan duration) => Shutdown.Seconds(duration).ToString(CultureInfo.InvariantCulture);
}
