using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Code;

/// <summary>The facts of the compiled assembly, as questions that manifests ask.</summary>
internal sealed class CodeFacts(IReadOnlyList<Fact> facts, string assemblyName)
{
    private const string Web = "web";

    private readonly HashSet<string> _features = new(facts.Where(fact => fact.Kind == FactKinds.Features).SelectMany(fact => fact.All("feature")), StringComparer.Ordinal);

    /// <summary>Gets whether the code was read at all: of every program it is recorded what kind it is.</summary>
    public bool AreRecorded => facts.Count > 0;

    /// <summary>Gets whether the SDK is used at all, and with it the ops server.</summary>
    public bool HasOpsServer => _features.Count > 0;

    /// <summary>Gets whether the probes are answered and the service drains.</summary>
    public bool HasHealth => _features.Contains("all") || _features.Contains("health");

    /// <summary>Gets whether the service measures itself.</summary>
    public bool HasTelemetry => _features.Contains("all") || _features.Contains("telemetry");

    /// <summary>Gets the instruments that the code and its libraries declare, each once.</summary>
    public IEnumerable<Fact> Instruments => facts
        .Where(fact => fact.Kind == FactKinds.Instrument && fact["name"] is not null)
        .GroupBy(fact => fact["name"], StringComparer.Ordinal)
        .Select(same => same.First())
        .OrderBy(fact => fact["name"], StringComparer.Ordinal);

    /// <summary>Gets whether the ops endpoints are on the application's own port.</summary>
    public bool HasMappedOps => facts.Any(fact => fact.Kind == FactKinds.MappedOps);

    /// <summary>Gets whether the program serves HTTP; null when the facts do not tell.</summary>
    public bool? IsWeb => facts.FirstOrDefault(fact => fact.Kind == FactKinds.Program)?["kind"] is { } kind ? kind == Web : null;

    /// <summary>Gets the ports that the code listens on and other machines can reach.</summary>
    public IEnumerable<Fact> ReachablePorts => PortsWhere(isLoopback: false);

    /// <summary>Gets the ports that the code listens on and only this machine can reach.</summary>
    public IEnumerable<Fact> LoopbackPorts => PortsWhere(isLoopback: true);

    /// <summary>Gets the HTTP clients, and the health checks that call a service.</summary>
    public IEnumerable<Fact> Calls => facts.Where(fact => fact.Kind == FactKinds.HttpClient || (fact.Kind == FactKinds.HealthCheck && fact["service"] is not null));

    /// <summary>Gets the sections of the configuration that code binds to a class.</summary>
    public IEnumerable<Fact> BoundSections => facts.Where(fact => fact.Kind == FactKinds.ConfigurationSection && fact["section"] is not null);

    /// <summary>Gets the configuration keys that code reads, by themselves or as members of a bound section.</summary>
    public IReadOnlyList<ReadKey> ReadKeys { get; } = ReadKey.AllOf(facts);

    /// <summary>Gets an option that code sets to a constant; the last one wins, as at run time.</summary>
    public Fact? Option(string key) => Options.LastOrDefault(fact => string.Equals(fact["key"], key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the keys of the options that code sets to constants.</summary>
    public IEnumerable<string> OptionKeys => Options.Select(fact => fact["key"]).OfType<string>();

    private IEnumerable<Fact> Options => facts.Where(fact => fact.Kind == FactKinds.Option && fact["value"] is not null);

    /// <summary>Gets the line of code that a fact comes from, or the assembly when the fact does not say.</summary>
    public Position PositionOf(Fact fact)
    {
        var at = fact["at"];
        var open = at?.LastIndexOf('(') ?? -1;
        var numbers = open > 0 ? at!.Substring(open + 1).TrimEnd(')').Split(',') : [];
        return numbers.Length == 2 && Number.TryParse(numbers[0], out var line) && Number.TryParse(numbers[1], out var column)
            ? new Position(at!.Substring(0, open), line, column)
            : Assembly;
    }

    /// <summary>Gets the assembly as a place.</summary>
    public Position Assembly { get; } = new(assemblyName + ".dll");

    private IEnumerable<Fact> PortsWhere(bool isLoopback) =>
        facts.Where(fact => fact.Kind == FactKinds.Port && fact["port"] is not null && fact["loopback"] == "true" == isLoopback);
}
