using CloudNative.Sdk.Manifests.Environments;
using CloudNative.Sdk.Manifests.Platforms;
using CloudNative.Sdk.Manifests.Settings;

namespace CloudNative.Sdk.Manifests.Resolution;

/// <summary>A service as it shall run: every source is merged, every rule checked, and renderers only write it down.</summary>
internal sealed record ServiceModel
{
    public required TargetEnvironment Environment { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Image { get; init; }

    /// <summary>Gets the name of the program in the image.</summary>
    public required string Program { get; init; }

    public required string PartOf { get; init; }

    /// <summary>Gets <c>service</c> or <c>worker</c>.</summary>
    public required string Component { get; init; }

    public string? Team { get; init; }

    public string? OwnerEmail { get; init; }

    public string? OwnerChat { get; init; }

    /// <summary>Gets how much depends on the service: 1 critical to 4 best effort.</summary>
    public int? Tier { get; init; }

    /// <summary>Gets how the service is reached from outside; null where it is not.</summary>
    public ExposureSetting? Exposure { get; init; }

    public MarathonSetting? Marathon { get; init; }

    /// <summary>Gets how a new version takes over.</summary>
    public required StrategySetting Strategy { get; init; }

    public required IReadOnlyList<SloSetting> Slos { get; init; }

    public string? Namespace { get; init; }

    public string? Commit { get; init; }

    public required int MinInstances { get; init; }

    public required int MaxInstances { get; init; }

    public required int TargetCpu { get; init; }

    public required Resources Resources { get; init; }

    public required Ports Ports { get; init; }

    public required Shutdown Shutdown { get; init; }

    /// <summary>Gets who may call; null means every pod of the namespace.</summary>
    public IReadOnlyList<CallerSetting>? Callers { get; init; }

    public required IReadOnlyList<Destination> Destinations { get; init; }

    /// <summary>Gets the environment variables with their values, by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; }

    /// <summary>Gets the names of those variables that hold addresses within a Kubernetes cluster; on other platforms services find one another in other ways.</summary>
    public required IReadOnlyCollection<string> ClusterAddresses { get; init; }

    /// <summary>Gets where the values come from.</summary>
    public required IReadOnlyList<object> Explanations { get; init; }

    public required IReadOnlyList<SecretSetting> Secrets { get; init; }

    public required WorkloadSetting Workload { get; init; }

    /// <summary>Gets the data centre that this is for; null where the environment is one place.</summary>
    public string? DataCentre { get; init; }

    /// <summary>Gets the same service in each data centre of the environment, itself first; itself alone where the environment is one place.</summary>
    public IReadOnlyList<ServiceModel> Places { get; init; } = [];

    /// <summary>Gets the data centres in the order in which a release reaches them.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Waves { get; init; }

    /// <summary>Gets the name of the files of this place: <c>prod</c>, or <c>prod.fra1</c>.</summary>
    public string PlaceName => DataCentre is null ? Environment.Name : $"{Environment.Name}.{DataCentre}";

    /// <summary>Gets what the platform is like.</summary>
    public required Profile Platform { get; init; }

    /// <summary>Gets what the team changes in the objects of Kubernetes.</summary>
    public required IReadOnlyList<PatchSetting> Patches { get; init; }

    /// <summary>Gets the names of the dependencies without which the service cannot work.</summary>
    public required IReadOnlyList<string> CriticalDependencies { get; init; }

    /// <summary>Gets the rules that the objects may break.</summary>
    public required IReadOnlyList<ExceptionSetting> Exceptions { get; init; }

    /// <summary>Gets the configuration keys that the settings files state.</summary>
    public required IReadOnlyList<string> SettingsKeys { get; init; }

    /// <summary>Gets the secrets that the container gets as variables.</summary>
    public IEnumerable<SecretSetting> VariableSecrets => Secrets.Where(secret => secret.Folder is null);

    /// <summary>Gets the secrets that the container sees as files.</summary>
    public IEnumerable<SecretSetting> FileSecrets => Secrets.Where(secret => secret.Folder is not null);

    public bool IsAutoscaled => MaxInstances > MinInstances;
}
