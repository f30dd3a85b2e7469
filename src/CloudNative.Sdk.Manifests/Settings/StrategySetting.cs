namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>How a new version takes over from the one that runs.</summary>
internal sealed record StrategySetting
{
    public const string Rolling = "rolling";
    public const string BlueGreen = "bluegreen";
    public const string Canary = "canary";

    /// <summary>The controller that follows a plan: people, or a build server.</summary>
    public const string NoController = "none";

    /// <summary>Argo Rollouts.</summary>
    public const string Argo = "argo";

    public static readonly TimeSpan UsualKeep = TimeSpan.FromMinutes(10);

    public string Kind { get; init; } = Rolling;

    public string Controller { get; init; } = NoController;

    /// <summary>Gets how long the old version stays ready to take over again.</summary>
    public TimeSpan KeepOld { get; init; } = UsualKeep;

    /// <summary>Gets the steps of a canary, in order.</summary>
    public IReadOnlyList<CanaryStep> Steps { get; init; } = [new(10, TimeSpan.FromMinutes(5)), new(50, TimeSpan.FromMinutes(10))];

    /// <summary>Gets the places in which the versions run side by side; none for a rolling update, or where a controller makes its own.</summary>
    public IReadOnlyList<string> Slots => Controller == Argo ? [] : Kind switch
    {
        BlueGreen => [Rollout.Slots.Blue, Rollout.Slots.Green],
        Canary => [Rollout.Slots.Stable, Rollout.Slots.Canary],
        _ => [],
    };
}
