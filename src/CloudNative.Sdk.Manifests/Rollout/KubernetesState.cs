using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Kubernetes;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Reads what runs from the Deployments and the Service of a cluster.</summary>
internal static class KubernetesState
{
    /// <summary>The annotation that a plan writes where it sends the requests elsewhere, or gives a canary more of them.</summary>
    public const string SinceAnnotation = "cloudnative.sdk/since";

    public static IReadOnlyList<RunningSlot> Read(JsonElement items, RolloutGoal goal)
    {
        var objects = ((JsonElement?)items).Items().Where(item => item.TextAt("metadata", "namespace") is not { } own || goal.Namespace is null || own == goal.Namespace).ToList();
        var service = objects.Where(item => item.TextAt("kind") == "Service" && item.TextAt("metadata", "name") == goal.Service).Cast<JsonElement?>().FirstOrDefault();
        return [.. objects
            .Where(item => item.TextAt("kind") == "Deployment" && item.TextAt("metadata", "labels", Metadata.NameLabel) == goal.Service)
            .Select(item => SlotOf(item, service))
            .Where(slot => slot.Instances > 0)];
    }

    private static RunningSlot SlotOf(JsonElement deployment, JsonElement? service)
    {
        var slot = deployment.TextAt("spec", "selector", "matchLabels", Metadata.SlotLabel) ?? Slots.Only;
        var chosen = service?.TextAt("spec", "selector", Metadata.SlotLabel);
        var containers = deployment.At("spec", "template", "spec", "containers").Items();
        return new RunningSlot
        {
            Slot = slot,
            Version = deployment.TextAt("spec", "template", "metadata", "labels", Metadata.VersionLabel) ?? string.Empty,
            Digest = containers.Select(container => ImageReference.DigestOf(container.TextAt("image"))).FirstOrDefault(digest => digest is not null),
            Instances = deployment.NumberAt("spec", "replicas") ?? 1,
            Healthy = HealthyOf(deployment),
            Serves = service is not null && (chosen is null || chosen == slot),
            Since = Instant.Parse((slot == Slots.Canary ? deployment : service ?? deployment).TextAt("metadata", "annotations", SinceAnnotation)),
        };
    }

    /// <summary>Counts the pods of the newest template that are available; a controller that has not seen the newest yet knows of none.</summary>
    private static int HealthyOf(JsonElement deployment) =>
        deployment.NumberAt("status", "observedGeneration") >= (deployment.NumberAt("metadata", "generation") ?? 0)
            ? Math.Min(deployment.NumberAt("status", "updatedReplicas") ?? 0, deployment.NumberAt("status", "availableReplicas") ?? 0)
            : 0;
}
