using System.Globalization;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>Writes what makes the pods.</summary>
internal static class Workload
{
    /// <summary>From here on, one pod at a time would make a rollout too slow.</summary>
    private const int ManyInstances = 8;

    /// <param name="service">The service.</param>
    /// <param name="slot">The slot of a version that runs beside another; null where there is one version only.</param>
    public static YamlMap Render(ServiceModel service, string? slot = null) => service.Workload.Kind switch
    {
        WorkloadSetting.StatefulSet => StatefulSet(service),
        WorkloadSetting.Job => Job(service),
        WorkloadSetting.CronJob => CronJob(service),
        _ => Deployment(service, slot),
    };

    /// <summary>Names the Service that gives each pod of a StatefulSet an address.</summary>
    public static string HeadlessName(ServiceModel service) => $"{service.Name}-pods";

    private static YamlMap Deployment(ServiceModel service, string? slot) => Object(service, Metadata.NameOf(service, slot), new YamlMap
    {
        { "replicas", slot == Slots.Canary ? 1 : service.IsAutoscaled ? null : service.MinInstances },
        { "revisionHistoryLimit", 5 },
        { "progressDeadlineSeconds", 300 },
        { "minReadySeconds", 5 },
        { "strategy", ArgoStrategy.Of(service) ?? RollingUpdate(service) },
        { "selector", Metadata.SelectorOf(service.Name, slot) },
        { "template", Template(service, slot) },
    }, slot == Slots.Canary ? Exemptions.ForCanary(service) : []);

    /// <summary>Pods start one after another, as what keeps state expects.</summary>
    private static YamlMap StatefulSet(ServiceModel service) => Object(service, service.Name, new YamlMap
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
        return Object(service, $"{service.Name}-{Sha256.Of(service.Image + ConfigMap.NameFor(service)).Substring(0, 8)}", spec);
    }

    private static YamlMap CronJob(ServiceModel service) => Object(service, service.Name, new YamlMap
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

    private static YamlMap Object(ServiceModel service, string name, YamlMap spec, YamlMap? annotations = null)
    {
        var kind = WorkloadKind.Of(service);
        var workload = Metadata.Object(service, kind.ApiVersion, kind.Kind, name, new YamlMap { { "cloudnative.sdk/commit", service.Commit } }.With(annotations ?? []));
        workload.Add("spec", spec);
        return workload;
    }

    private static YamlMap RollingUpdate(ServiceModel service) => new()
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

    private static YamlMap Template(ServiceModel service, string? slot = null) => new()
    {
        { "metadata", TemplateMetadata(service, slot) },
        { "spec", Pod.Render(service, slot) },
    };

    private static YamlMap TemplateMetadata(ServiceModel service, string? slot)
    {
        var annotations = new YamlMap
        {
            { "kubectl.kubernetes.io/default-container", service.Name },
            { "cloudnative.sdk/drain-seconds", service.Shutdown.Drain is { } drain ? Text(drain) : null },
            { "cloudnative.sdk/shutdown-seconds", Text(service.Shutdown.Timeout) },
        };
        var labels = Metadata.Labels(service, Metadata.NameOf(service, slot));
        labels.Add(Metadata.SlotLabel, slot);
        return new YamlMap
        {
            { "labels", labels },
            { "annotations", Metadata.Annotations(service, annotations) },
        };
    }

    private static string Text(TimeSpan duration) => Shutdown.Seconds(duration).ToString(CultureInfo.InvariantCulture);
}
