namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>What a team states in <c>service.yaml</c>; null is not stated, and then another source decides.</summary>
internal sealed record ServiceSettings
{
    public Given<string>? Name { get; init; }

    public Given<string>? PartOf { get; init; }

    public Given<string>? Team { get; init; }

    public Given<string>? OwnerEmail { get; init; }

    public Given<string>? Namespace { get; init; }

    public Given<int>? MinInstances { get; init; }

    public Given<int>? MaxInstances { get; init; }

    public Given<int>? TargetCpu { get; init; }

    public ResourceSettings Requests { get; init; } = new();

    public ResourceSettings Limits { get; init; } = new();

    public Given<int>? HttpPort { get; init; }

    public Given<int>? OpsPort { get; init; }

    /// <summary>Gets who may call; an empty list means nobody.</summary>
    public IReadOnlyList<CallerSetting>? Callers { get; init; }

    public IReadOnlyList<DependencySetting> Dependencies { get; init; } = [];

    public IReadOnlyList<ConfigSetting> Config { get; init; } = [];

    public IReadOnlyList<SecretSetting> Secrets { get; init; } = [];

    public Given<TimeSpan>? Drain { get; init; }

    public Given<TimeSpan>? ShutdownTimeout { get; init; }

    public Given<TimeSpan>? ShutdownMargin { get; init; }
}
