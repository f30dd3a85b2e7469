using System.Text.Json;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Json;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>
/// Reads what runs: <c>{"slots": […]}</c>, the same by data centre as <c>{"datacenters": {"fra1": {"slots": […]}}}</c>, what <c>kubectl get deployments,services -o json</c>
/// prints, or what Marathon answers to <c>GET /v2/apps</c>.
/// </summary>
internal sealed class RunningStateReader(RolloutGoal goal, string file, DiagnosticBag diagnostics)
{
    private const string DataCenters = "datacenters";
    private const string SlotList = "slots";

    /// <summary>Gets what runs, and the platform that it is of; null where that is unknown.</summary>
    public static (IReadOnlyList<RunningState> Running, Platform? Platform) Read(SourceText source, RolloutGoal goal, DiagnosticBag diagnostics)
    {
        try
        {
            using var document = JsonDocument.Parse(source.Text);
            return new RunningStateReader(goal, source.Name, diagnostics).Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            diagnostics.Error(
                DiagnosticIds.Syntax,
                new Position(source.Name, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1),
                "the file is no JSON; give what 'kubectl get deployments,services -o json' prints, Marathon's GET /v2/apps, or {\"slots\": []} where nothing runs");
            return ([], null);
        }
    }

    private (IReadOnlyList<RunningState> Running, Platform? Platform) Read(JsonElement root)
    {
        if (goal.Waves.Count == 0)
        {
            var (slots, platform) = OfPlace(root, "the file", "");
            return ([new RunningState(null, slots)], platform);
        }

        if (root.At(DataCenters) is not { ValueKind: JsonValueKind.Object } places)
        {
            Fault($"the release has data centres: give what runs in each, as {{\"{DataCenters}\": {{\"{goal.Waves[0][0]}\": ...}}}}");
            return ([], null);
        }

        var read = places.EnumerateObject().Select(place => (place.Name, Read: OfPlace(place.Value, $"{DataCenters}.{place.Name}", $"{DataCenters}.{place.Name}."))).ToList();
        foreach (var (name, _) in read.Where(place => !goal.Waves.Any(wave => wave.Contains(place.Name))))
        {
            Fault($"{DataCenters}.{name} is no data centre of the release, which are {string.Join(", ", goal.Waves.SelectMany(wave => wave))}");
        }

        return ([.. read.Select(place => new RunningState(place.Name, place.Read.Slots))], read.Select(place => place.Read.Platform).FirstOrDefault(platform => platform is not null));
    }

    private (IReadOnlyList<RunningSlot> Slots, Platform? Platform) OfPlace(JsonElement place, string what, string path)
    {
        if (place.At("items") is { } items)
        {
            return (KubernetesState.Read(items, goal), Platform.Kubernetes);
        }

        if (place.At("apps") is { } apps)
        {
            return (MarathonState.Read(apps, goal), Platform.Marathon);
        }

        if (place.At(SlotList) is { ValueKind: JsonValueKind.Array } slots)
        {
            return (SlotsOf(slots, path + SlotList), null);
        }

        Fault($"{what} has none of the lists '{SlotList}', 'items' (of kubectl) and 'apps' (of Marathon)");
        return ([], null);
    }

    private List<RunningSlot> SlotsOf(JsonElement list, string path)
    {
        List<RunningSlot> slots = [];
        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            if (SlotOf(item, FormattableString.Invariant($"{path}[{index}]")) is { } slot)
            {
                if (slots.Any(other => other.Slot == slot.Slot))
                {
                    Fault(FormattableString.Invariant($"{path}[{index}].slot is '{slot.Slot}', which is there already"));
                }

                slots.Add(slot);
            }
        }

        return slots;
    }

    private RunningSlot? SlotOf(JsonElement item, string path)
    {
        var name = Text(item, "slot", path, required: true);
        if (name is not null && !goal.Slots.Contains(name))
        {
            Fault($"{path}.slot must be one of {string.Join(", ", goal.Slots)}, but was '{name}'");
        }

        var slot = new RunningSlot
        {
            Slot = name ?? string.Empty,
            Version = Text(item, "version", path, required: true) ?? string.Empty,
            Digest = Text(item, "digest", path, required: false),
            Instances = Count(item, "instances", path),
            Healthy = Count(item, "healthy", path),
            Serves = Truth(item, "serves", path),
            Since = Time(item, "since", path),
        };
        if (slot.Healthy > slot.Instances)
        {
            Fault(FormattableString.Invariant($"{path}.healthy must be at most {slot.Instances}, the number of instances, but was {slot.Healthy}"));
        }

        return name is null ? null : slot;
    }

    private string? Text(JsonElement item, string name, string path, bool required)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }

            Fault($"{path}.{name} must be a text, but was {value.GetRawText()}");
        }
        else if (required)
        {
            Fault($"{path}.{name} is missing");
        }

        return null;
    }

    private int Count(JsonElement item, string name, string path)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value))
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= ServiceFile.MaxInstances)
            {
                return number;
            }

            Fault(FormattableString.Invariant($"{path}.{name} must be a whole number from 0 to {ServiceFile.MaxInstances}, but was {value.GetRawText()}"));
        }
        else
        {
            Fault($"{path}.{name} is missing");
        }

        return 0;
    }

    private bool Truth(JsonElement item, string name, string path)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fault($"{path}.{name} must be true or false");
        return false;
    }

    private DateTimeOffset? Time(JsonElement item, string name, string path)
    {
        if (Text(item, name, path, required: false) is not { } text)
        {
            return null;
        }

        if (Instant.Parse(text) is { } time)
        {
            return time;
        }

        Fault($"{path}.{name} must be a time as 2026-03-31T12:00:00Z, but was '{text}'");
        return null;
    }

    private void Fault(string text) => diagnostics.Error(DiagnosticIds.WrongValue, new Position(file), text);
}
