using System.Globalization;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes what makes the pods.</summary>
internal static class Workload
{
    /// <summary>From here on, one pod at a time would make a rollout too slow.</summary>
    private const int ManyInstances = 8;

    public static YamlMap Render(ServiceModel service) => service.Workload.Kind switch
    {
        WorkloadSetting.StatefulSet => StatefulSet(service),
        WorkloadSetting.Job => Job(service),
        WorkloadSetting.CronJob => CronJob(service),
        _ => Deployment(service),
    };

    /// <summary>Names the Service that gives each pod of a StatefulSet an address.</summary>
    public static string HeadlessName(ServiceModel service) => $"{service.Name}-pods";

    private static YamlMap Deployment(ServiceModel service) => Object(service, "apps/v1", service.Name, new YamlMap
    {
        { "replicas", service.IsAutoscaled ? null : service.MinInstances },
        { "revisionHistoryLimit", 5 },
        { "progressDeadlineSeconds", 300 },
        { "minReadySeconds", 5 },
        { "strategy", Strategy(service) },
        { "selector", Metadata.SelectorOf(service.Name) },
        { "template", Template(service) },
    });

    /// <summary>Pods start one after another, as what keeps state expects.</summary>
    private static YamlMap StatefulSet(ServiceModel service) => Object(service, "apps/v1", service.Name, new YamlMap
    {
        { "replicas", service.IsAutoscaled ? null : service.MinInstances },
        { "serviceName", HeadlessName(service) },
        { "revisionHistoryLimit", 5 },
        { "minReadySeconds", 5 },
        { "updateStrategy", new YamlMap { { "type", "RollingUpdate" } } },
        { "selector", Metadata.SelectorOf(service.Name) },
        { "template", Template(service) },
    });

    /// <summary>A Job never changes, so another image or another configuration is another Job.</summary>
    private static YamlMap Job(ServiceModel service)
    {
        var spec = JobSpec(service);
        spec.Set("ttlSecondsAfterFinished", 3600);
        return Object(service, "batch/v1", $"{service.Name}-{Sha256.Of(service.Image + ConfigMap.NameFor(service)).Substring(0, 8)}", spec);
    }

    private static YamlMap CronJob(ServiceModel service) => Object(service, "batch/v1", service.Name, new YamlMap
    {
        { "schedule", service.Workload.Schedule },
        { "timeZone", "Etc/UTC" },
        { "concurrencyPolicy", "Forbid" },
        { "startingDeadlineSeconds", 300 },
        { "successfulJobsHistoryLimit", 3 },
        { "failedJobsHistoryLimit", 3 },
        { "jobTemplate", new YamlMap { { "spec", JobSpec(service) } } },
    });

    private static YamlMap JobSpec(ServiceModel service) => new() { { "backoffLimit", 3 }, { "template", Template(service) } };

    private static YamlMap Object(ServiceModel service, string apiVersion, string name, YamlMap spec)
    {
        var workload = Metadata.Object(service, apiVersion, service.Workload.Kind, name, new YamlMap { { "cloudnative.sdk/commit", service.Commit } });
        workload.Add("spec", spec);
        return workload;
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

    private static YamlMap Template(ServiceModel service) => new()
    {
        { "metadata", TemplateMetadata(service) },
        { "spec", Pod.Render(service) },
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
