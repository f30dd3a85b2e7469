using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Rollout;

/// <summary>What shall run in one environment, as its release record says.</summary>
internal sealed record RolloutGoal
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    public string? Namespace { get; init; }

    /// <summary>Gets the path of the application in Marathon, without its slot.</summary>
    public required string MarathonId { get; init; }

    public required string Version { get; init; }

    public string? Digest { get; init; }

    public required int MinInstances { get; init; }

    public required int MaxInstances { get; init; }

    public required StrategySetting Strategy { get; init; }

    /// <summary>Gets the data centres that go together, in the order in which they go; empty where there are none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Waves { get; init; } = [];

    /// <summary>Gets the places in which versions run; the only one of a rolling update.</summary>
    public IReadOnlyList<string> Slots => Strategy.Slots is { Count: > 0 } places ? places : [Rollout.Slots.Only];

    /// <summary>Tells whether a slot runs this very release: the digest decides where both are known.</summary>
    public bool IsIn(RunningSlot slot) => slot.Digest is { } running && Digest is { } wanted ? running == wanted : slot.Version == Version;

    /// <summary>Gets how many instances must be ready before they take over: as many as serve now, since an autoscaler may have added some, within the bounds.</summary>
    public int InstancesToTakeOver(IEnumerable<RunningSlot> serving) =>
        Math.Min(MaxInstances, Math.Max(MinInstances, serving.Select(slot => slot.Instances).DefaultIfEmpty(0).Max()));
}
