using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;

namespace CloudNative.Sdk.Analyzers.Generation;

/// <summary>Makes facts of findings: joins those about one subject, drops what is contradictory or said twice, and puts all in one order.</summary>
internal static class FactMerger
{
    private static readonly string[] FeatureOrder = ["all", "core", "health", "telemetry", "discovery", "consul", "resiliency"];

    public static EquatableArray<StoredFact> Merge(IEnumerable<Finding> findings, ReferencedFacts referenced, ProjectInput project)
    {
        if (project.IsTest || !project.StatesFacts)
        {
            return EquatableArray<StoredFact>.Empty;
        }

        var ordered = findings
            .OrderBy(finding => finding.Kind, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Line)
            .ThenBy(finding => finding.Place.Column)
            .ToList();

        var stated = new Dictionary<(string Kind, string Values), string?>();
        foreach (var (fact, at) in Facts(ordered, referenced, project))
        {
            // The first place stands for all that say the same.
            var key = (fact.Kind, fact.ToString());
            if (!stated.ContainsKey(key))
            {
                stated.Add(key, at);
            }
        }

        var own = stated.Select(pair => new StoredFact(pair.Key.Kind, Fact.TryParse(Fact.KeyPrefix + pair.Key.Kind, pair.Key.Values)!.With("at", pair.Value).ToString()));
        return new([.. own.Concat(referenced.Facts).Distinct().OrderBy(fact => fact.Kind, StringComparer.Ordinal).ThenBy(fact => fact.Value, StringComparer.Ordinal)]);
    }

    private static IEnumerable<(Fact Fact, string? At)> Facts(List<Finding> findings, ReferencedFacts referenced, ProjectInput project)
    {
        foreach (var finding in findings)
        {
            switch (finding.Kind)
            {
                case FindingKinds.Recording or FindingKinds.OptionUnknown or FindingKinds.HostUse or FactKinds.Features:
                    break;
                case FactKinds.Option when !IsCertain(finding, findings):
                    break;
                case FactKinds.Instrument:
                    yield return (Instrument(finding, findings), project.Relative(finding.Place));
                    break;
                default:
                    yield return (Simple(finding), project.Relative(finding.Place));
                    break;
            }
        }

        if (findings.FirstOrDefault(finding => finding.Kind == FactKinds.Features) is { } first)
        {
            var features = findings.Where(finding => finding.Kind == FactKinds.Features).Select(finding => finding.Values[0].Value).Distinct();
            yield return (new Fact(FactKinds.Features).WithEach("feature", features.OrderBy(feature => Array.IndexOf(FeatureOrder, feature))), project.Relative(first.Place));
        }

        if (ProgramKind(findings, referenced, project) is { } kind)
        {
            yield return (new Fact(FactKinds.Program).With("kind", kind), null);
        }
    }

    private static Fact Simple(Finding finding)
    {
        var fact = new Fact(finding.Kind);
        foreach (var value in finding.Values)
        {
            fact.With(value.Key, value.Value);
        }

        return fact;
    }

    private static bool IsCertain(Finding option, List<Finding> findings) =>
        findings.Where(other => other.Subject == option.Subject)
            .All(other => other.Kind == FactKinds.Option && other.Values.Equals(option.Values));

    private static Fact Instrument(Finding instrument, List<Finding> findings)
    {
        var recorded = instrument.Subject is null ? [] : findings.Where(finding => finding.Kind == FindingKinds.Recording && finding.Subject == instrument.Subject);
        var fact = new Fact(FactKinds.Instrument);
        foreach (var value in instrument.Values.Where(value => value.Key != "tag"))
        {
            fact.With(value.Key, value.Value);
        }

        var tags = instrument.Values.Where(value => value.Key == "tag").Concat(recorded.SelectMany(finding => finding.Values)).Select(value => value.Value);
        return fact.WithEach("tag", new SortedSet<string>(tags, StringComparer.Ordinal));
    }

    private static string? ProgramKind(List<Finding> findings, ReferencedFacts referenced, ProjectInput project)
    {
        if (!referenced.IsProgram)
        {
            return null;
        }

        var uses = findings.Where(finding => finding.Kind == FindingKinds.HostUse).Select(finding => finding.Values[0].Value).ToList();
        return uses.Contains("web") ? "web"
            : uses.Contains("worker") ? "worker"
            : project.IsWeb ? "web"
            : project.IsWorker && referenced.ReferencesHosting ? "worker"
            : null;
    }
}
