namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>What a team states in <c>service.yaml</c>; null is not stated, and then another source decides.</summary>
internal sealed record ServiceSettings
{
    public Given<string>? Name { get; init; }

    public Given<string>? PartOf { get; init; }

    public Given<string>? Team { get; init; }

    public Given<string>? OwnerEmail { get; init; }

    public Given<string>? OwnerChat { get; init; }

    /// <summary>Gets how much depends on the service: 1 critical to 4 best effort.</summary>
    public Given<int>? Tier { get; init; }

    /// <summary>Gets the environments in the order of promotion; null means the usual ones.</summary>
    public IReadOnlyList<Given<string>>? Environments { get; init; }

    /// <summary>Gets what is written; null means everything.</summary>
    public IReadOnlyList<Given<string>>? Targets { get; init; }

    public ExposureSetting? Exposure { get; init; }

    public MarathonSetting? Marathon { get; init; }

    public IReadOnlyList<SloSetting> Slos { get; init; } = [];

    public StrategySetting Strategy { get; init; } = new();

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

    public IReadOnlyList<ExceptionSetting> Exceptions { get; init; } = [];

    public Given<TimeSpan>? Drain { get; init; }

    public WorkloadSetting Workload { get; init; } = WorkloadSetting.Usual;

    public IReadOnlyList<string> DataCentres { get; init; } = [];

    /// <summary>Gets the data centres in the order in which a release reaches them, together those of one wave.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Waves { get; init; } = [];

    /// <summary>Gets who drains: the SDK, or a preStop hook.</summary>
    public Given<string>? ShutdownOwner { get; init; }

    /// <summary>Gets the name of the size of the platform; null means the usual one.</summary>
    public string? Size { get; init; }

    public IReadOnlyList<PatchSetting> Patches { get; init; } = [];

    /// <summary>Gets the facts that may be contradicted.</summary>
    public IReadOnlyList<OverrideSetting> Overrides { get; init; } = [];

    public Given<TimeSpan>? ShutdownTimeout { get; init; }

    public Given<TimeSpan>? ShutdownMargin { get; init; }

    /// <summary>Tells whether the team contradicts what code says of a field, with a reason.</summary>
    public bool Contradicts(string field) => Overrides.Any(setting => setting.Field == field);
}
