using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Writes entries to <c>Telemetry.Unshipped.txt</c>: comments stay at the top, the entries after them are in order.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class BaselineFix() : SolutionFix("CNS3016", "Write the entry to Telemetry.Unshipped.txt")
{
    protected override async Task<Solution?> Change(Project project, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var entries = diagnostics
            .Select(report => report.Properties.TryGetValue(BaselineRule.EntryKey, out var line) && line is not null ? BaselineEntry.Parse(line) : null)
            .OfType<BaselineEntry>().ToList();
        if (entries.Count == 0 || project.AdditionalDocuments.FirstOrDefault(file => string.Equals(file.Name, Baseline.UnshippedFile, StringComparison.OrdinalIgnoreCase)) is not { } unshipped)
        {
            return null;
        }

        var text = await unshipped.GetTextAsync(cancellation).ConfigureAwait(false);
        return project.Solution.WithAdditionalDocumentText(unshipped.Id, SourceText.From(With(text, entries), text.Encoding));
    }

    private static string With(SourceText text, List<BaselineEntry> entries)
    {
        var lines = text.Lines.Select(line => line.ToString()).Where(line => line.Trim().Length > 0).ToList();
        var comments = lines.Where(line => BaselineEntry.Parse(line) is null);
        var kept = lines.Where(line => BaselineEntry.Parse(line) is { } old && !entries.Exists(entry => entry.IsSameInstrument(old)));
        return string.Concat(comments.Concat(kept.Concat(entries.Select(entry => entry.ToString())).Distinct().OrderBy(line => line, StringComparer.Ordinal)).Select(line => line + "\n"));
    }
}
