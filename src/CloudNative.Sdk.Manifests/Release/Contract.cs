using System.Globalization;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Rendering;
using CloudNative.Sdk.Manifests.Yaml;
using CloudNative.Sdk.MetricNames;

namespace CloudNative.Sdk.Manifests.Release;

/// <summary>What others rely on, or what the place where the service runs has to provide: lists of names by topic, in order.</summary>
internal sealed class Contract
{
    public const string Ports = "ports";
    public const string Probes = "probes";
    public const string ConfigKeys = "configKeys";
    public const string RequiredKeys = "requiredKeys";
    public const string Secrets = "secrets";
    public const string Metrics = "metrics";
    public const string CriticalDependencies = "criticalDependencies";
    public const string Dependencies = "dependencies";
    public const string Selector = "selector";

    /// <summary>The topics in which something that is taken away breaks somebody else.</summary>
    public static readonly string[] Relied = [Ports, Probes, Metrics, Selector];

    /// <summary>The topics in which something new must be there before the service starts.</summary>
    public static readonly string[] Provided = [RequiredKeys, Secrets, Dependencies];

    private readonly SortedDictionary<string, IReadOnlyList<string>> _topics;

    private Contract(SortedDictionary<string, IReadOnlyList<string>> topics) => _topics = topics;

    public IReadOnlyList<string> this[string topic] => _topics.TryGetValue(topic, out var names) ? names : [];

    public static Contract Of(ServiceRelease release)
    {
        var service = release.Final;
        return new Contract(new(StringComparer.Ordinal)
        {
            [CriticalDependencies] = Ordered(service.CriticalDependencies),
            [ConfigKeys] = Ordered(release.Code.ReadKeys.Select(read => read.Key)),
            [Dependencies] = Ordered(service.Destinations.Select(destination => destination.Service ?? $"port {destination.Port}")),
            [Metrics] = Ordered(release.Code.Instruments.Select(instrument => PrometheusNames.Sanitize(instrument["name"]!, keepColons: true))),
            [Ports] = Ordered(PortsOf(service.Ports)),
            [Probes] = service.Ports.ProbePort is null ? [] : [OperationDefaults.LivePath, OperationDefaults.ReadyPath, OperationDefaults.StartupPath],
            [RequiredKeys] = Ordered(release.Code.ReadKeys.Where(read => read.IsRequired).Select(read => read.Key)),
            [Secrets] = Ordered(release.Environments.SelectMany(one => one.Secrets).Select(secret => $"{secret.Secret}/{secret.SecretKey}")),
            [Selector] = [$"app.kubernetes.io/name={service.Name}"],
        });
    }

    /// <summary>Reads the contract of an earlier record.</summary>
    public static Contract Read(System.Text.Json.JsonElement contract)
    {
        var topics = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var topic in contract.EnumerateObject().Where(topic => topic.Value.ValueKind == System.Text.Json.JsonValueKind.Array))
        {
            topics[topic.Name] = [.. topic.Value.EnumerateArray().Select(name => name.ToString())];
        }

        return new Contract(topics);
    }

    public YamlMap ToMap() => new YamlMap().With(_topics.Select(topic => new KeyValuePair<string, object>(topic.Key, topic.Value)));

    private static string[] Ordered(IEnumerable<string> names) => [.. names.Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];

    private static IEnumerable<string> PortsOf(Resolution.Ports ports)
    {
        if (ports.Http is { } http)
        {
            yield return $"{Resolution.Ports.HttpName} {http.ToString(CultureInfo.InvariantCulture)}";
        }

        if (ports.Ops is { } ops)
        {
            yield return $"{Resolution.Ports.OpsName} {ops.ToString(CultureInfo.InvariantCulture)}";
        }
    }
}
