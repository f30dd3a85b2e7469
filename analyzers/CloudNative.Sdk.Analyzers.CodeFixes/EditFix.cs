using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>
/// The fix of a rule that changes several places of one document. Fixing all puts the edits of every report together: what two ask for alike is done once,
/// and what would overlap is left to the next run.
/// </summary>
internal abstract class EditFix(string id, string title) : RuleFix(id, title)
{
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create((context, document, reports) => FixAll(document, reports, context.CancellationToken));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in Own(context))
        {
            if (await EditsOf(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { Count: > 0 })
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, async token => await FixAll(context.Document, [diagnostic], token).ConfigureAwait(false) ?? context.Document, equivalenceKey: FixableDiagnosticIds[0]),
                    diagnostic);
            }
        }
    }

    /// <summary>Makes the edits; null where the result would not compile or would say something else.</summary>
    protected abstract IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation);

    protected sealed override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) => null;

    private async Task<Document?> FixAll(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var accepted = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (await EditsOf(document, diagnostic, cancellation).ConfigureAwait(false) is { } edits && edits.All(edit => accepted.Contains(edit) || !accepted.Any(other => Overlap(other.Span, edit.Span))))
            {
                accepted.AddRange(edits.Where(edit => !accepted.Contains(edit)));
            }
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(accepted
            .GroupBy(edit => edit.Span)
            .Select(edits => new TextChange(edits.Key, string.Concat(edits.Select(edit => edit.NewText))))
            .OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End)));
    }

    private async Task<IReadOnlyList<TextChange>?> EditsOf(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
        && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? Edit(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic, model, cancellation)
            : null;

    // Insertions at one place go one after the other.
    private static bool Overlap(TextSpan one, TextSpan other) => one.OverlapsWith(other) || (one == other && !one.IsEmpty);
}
