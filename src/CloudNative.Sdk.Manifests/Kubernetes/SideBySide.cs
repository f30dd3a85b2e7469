using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Rollout;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Kubernetes;

/// <summary>What a plan applies where two versions run side by side: a piece for each slot, and for each colour one that sends the requests there.</summary>
internal static class SideBySide
{
    /// <summary>Gets the pieces by the end of their names.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<KubernetesObject> Objects)> Pieces(ServiceModel service) =>
        Unpatched(service).Select(piece => (piece.Name, Patches.Apply(piece.Objects, service.Patches)));

    /// <summary>Gets the pieces as they are before the team changes them.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<KubernetesObject> Objects)> Unpatched(ServiceModel service)
    {
        foreach (var slot in service.Strategy.Slots)
        {
            yield return (slot, [.. OfSlot(service, slot)]);
            if (service.Ports.Http is not null && service.Strategy.Kind == StrategySetting.BlueGreen)
            {
                yield return (Slots.SwitchTo(slot), [new("service.yaml", NetworkService.Render(service, slot))]);
            }
        }
    }

    private static IEnumerable<KubernetesObject> OfSlot(ServiceModel service, string slot)
    {
        yield return new("deployment.yaml", Workload.Render(service, slot));
        if (service.IsAutoscaled && slot != Slots.Canary)
        {
            yield return new("horizontalpodautoscaler.yaml", Autoscaler.Render(service, slot));
        }

        // For a look at the new version before its users get it.
        if (service.Ports.Http is not null)
        {
            yield return new("service.yaml", NetworkService.Render(service, slot, Metadata.NameOf(service, slot)));
        }
    }
}
