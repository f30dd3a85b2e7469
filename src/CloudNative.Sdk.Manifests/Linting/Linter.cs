using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Release;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>
/// Checks a folder of manifests, whoever wrote them: the objects of Kubernetes in any <c>.yaml</c>, <c>.yml</c> or <c>.json</c> file, and the metrics that alerts and dashboards ask for.
/// With <c>facts.json</c> among the files they are compared with the code, with <c>release.json</c> with what was released. A pure function, which touches no file.
/// </summary>
internal sealed class Linter
{
    private readonly LintOptions _options;
    private readonly DiagnosticBag _diagnostics = new();

    private Linter(LintOptions options) => _options = options;

    /// <summary>Gets every finding, by file, line and column.</summary>
    /// <param name="files">The files, with paths relative to the folder.</param>
    /// <param name="options">What is needed beside them.</param>
    public static IReadOnlyList<Diagnostic> Check(IReadOnlyCollection<ManifestFile> files, LintOptions options) => new Linter(options).Check(files);

    private IReadOnlyList<Diagnostic> Check(IReadOnlyCollection<ManifestFile> files)
    {
        var facts = FactsFile.Read(files.FirstOrDefault(file => file.Path == FactsFile.Name), _diagnostics);
        var knowledge = new LintKnowledge
        {
            Code = facts?.Code,
            SettingsKeys = facts?.SettingsKeys ?? new Dictionary<string, IReadOnlyList<string>>(),
            RecordedSelector = Record(files)?.Contract[Contract.Selector] ?? [],
            RequiresDigest = _options.RequiresDigest,
        };
        foreach (var set in ObjectFiles.Sets(files, knowledge, _diagnostics))
        {
            CheckSet(set);
        }

        if (knowledge.Code is { } code && !_options.Without.Contains(DiagnosticIds.UnknownMetric))
        {
            new MetricsCheck(KnownMetrics.Of(code), _diagnostics).Check(files);
        }

        return _diagnostics.Ordered();
    }

    private PreviousRelease? Record(IReadOnlyCollection<ManifestFile> files)
    {
        var own = files.FirstOrDefault(file => file.Path == ReleaseRecord.FileName);
        return PreviousRelease.Read(_options.PreviousRelease ?? (own is null ? null : new SourceText(own.Path, own.Content)), _diagnostics);
    }

    private void CheckSet(ObjectSet set)
    {
        foreach (var rule in LintRules.All.Where(rule => !_options.Without.Contains(rule.Id)))
        {
            foreach (var finding in rule.Find(set).Where(finding => !finding.Object.IsExempt(rule)))
            {
                _diagnostics.Add(new Diagnostic(finding.At.Position, rule.IsError, rule.Id, finding.Message));
            }
        }

        if (_options.Today is { } today)
        {
            foreach (var entry in set.Objects)
            {
                ReportExpired(entry, today);
            }
        }
    }

    private void ReportExpired(ClusterObject entry, string today)
    {
        foreach (var annotation in entry.Node.FieldsAt("metadata", "annotations").Where(field => field.Name.StartsWith(ClusterObject.ExceptionPrefix, StringComparison.Ordinal)))
        {
            if (ExceptionText.UntilOf(annotation.Value.TextAt() ?? "") is { } until && string.CompareOrdinal(until, today) < 0)
            {
                _diagnostics.Error(
                    DiagnosticIds.InvalidException,
                    annotation.Position,
                    $"{entry}: the exception from '{annotation.Name.Substring(ClusterObject.ExceptionPrefix.Length)}' ended on {until}; mend what it allows, or give it a later day");
            }
        }
    }
}
