using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>The fix of one rule: replaces one node by another, so that fixing all of a document, project or solution needs nothing more.</summary>
internal abstract class RuleFix(string id, string title) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    protected string Title => title;

    public override FixAllProvider GetFixAllProvider() => new OneActionFixAll(id);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in Own(context))
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Replace(node, diagnostic, model, context.CancellationToken) is { } change
                && root.ReplaceNode(change.Old, change.New) is var changed && (!IsCheckedByCompiler || Compiles(root, changed, model, context.CancellationToken)))
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: id), diagnostic);
            }
        }
    }

    /// <summary>Gets the reports of this rule; a tool may ask with one of another.</summary>
    protected IEnumerable<Diagnostic> Own(CodeFixContext context) => context.Diagnostics.Where(diagnostic => diagnostic.Id == id);

    /// <summary>Gets whether the fix is offered only where the compiler finds no more errors in the result than before; asked where the shape alone cannot tell.</summary>
    protected virtual bool IsCheckedByCompiler => false;

    /// <summary>Makes the replacement; null where it would not compile or would say something else.</summary>
    protected abstract (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation);

    private static bool Compiles(SyntaxNode before, SyntaxNode after, SemanticModel model, CancellationToken cancellation)
    {
        var tree = before.SyntaxTree.WithRootAndOptions(after, before.SyntaxTree.Options);
        var changed = model.Compilation.ReplaceSyntaxTree(before.SyntaxTree, tree).GetSemanticModel(tree);
        return Errors(changed, cancellation) <= Errors(model, cancellation);
    }

    private static int Errors(SemanticModel model, CancellationToken cancellation) =>
        model.GetDiagnostics(cancellationToken: cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
