using System.Text.Json;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>Reads what runs from the applications of Marathon. An application with instances gets requests, since marathon-lb offers whatever is healthy.</summary>
internal static class MarathonState
{
    public static IReadOnlyList<RunningSlot> Read(JsonElement apps, RolloutGoal goal)
    {
        List<RunningSlot> slots = [];
        foreach (var app in ((JsonElement?)apps).Items())
        {
            if (goal.Slots.FirstOrDefault(slot => app.TextAt("id") == IdOf(goal, slot)) is { } slot)
            {
                slots.Add(SlotOf(app, slot));
            }
        }

        return slots;
    }

    public static string IdOf(RolloutGoal goal, string slot) => Slots.NameIn(goal.MarathonId, slot);

    private static RunningSlot SlotOf(JsonElement app, string slot)
    {
        var instances = app.NumberAt("instances") ?? 1;
        return new RunningSlot
        {
            Slot = slot,
            Version = app.TextAt("labels", "version") ?? string.Empty,
            Digest = ImageReference.DigestOf(app.TextAt("container", "docker", "image")),
            Instances = instances,
            Healthy = Math.Min(instances, app.NumberAt("tasksHealthy") ?? 0),
            Serves = instances > 0,
            Since = Instant.Parse(app.TextAt("versionInfo", "lastScalingAt")),
        };
    }
}
