using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Analyzers.Report.Maturity;

/// <summary>What is known of a service: the facts in its assembly, the files of its project, and the findings of the rules.</summary>
internal sealed class ServiceTraits(IReadOnlyList<Fact> facts, IReadOnlyList<Finding> findings, Func<string, bool> hasFile, bool hasManifests, bool hasVersion)
{
    private readonly HashSet<string> _features = new(facts.Where(fact => fact.Kind == FactKinds.Features).SelectMany(fact => fact.All("feature")), StringComparer.Ordinal);

    /// <summary>Gets whether the program adds a feature of the SDK, by itself or with all of them.</summary>
    public bool Has(string feature) => _features.Contains("all") || _features.Contains(feature);

    /// <summary>Gets the facts of a kind.</summary>
    public IEnumerable<Fact> Of(string kind) => facts.Where(fact => fact.Kind == kind);

    public bool HasFile(string name) => hasFile(name);

    /// <summary>Gets whether a publish writes manifests.</summary>
    public bool HasManifests => hasManifests;

    /// <summary>Gets whether the build knows the commit.</summary>
    public bool HasVersion => hasVersion;

    /// <summary>Gets whether no rule of the category has a warning.</summary>
    public bool IsFreeOf(string idPrefix) => !findings.Any(finding => finding.Level != "note" && finding.Rule.StartsWith(idPrefix, StringComparison.Ordinal));

    /// <summary>Gets the services that it calls by name.</summary>
    public IReadOnlyCollection<string> CalledServices =>
        [.. Of(FactKinds.HttpClient).Select(client => client["service"]).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
}
