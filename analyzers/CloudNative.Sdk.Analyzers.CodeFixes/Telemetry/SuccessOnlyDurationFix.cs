using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Moves the recording of a duration from the end of a try to a finally, where it needs nothing that the try declares.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class SuccessOnlyDurationFix() : EditFix("CNS3015", "Record it in a finally")
{
    protected override IReadOnlyList<TextChange>? Edit(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax { Parent: TryStatementSyntax { Finally: null, Catches.Count: > 0 } attempt } } statement
            || statement.Expression.Span != diagnostic.Location.SourceSpan || attempt.Block != statement.Parent || UsesLocalsOf(attempt.Block, statement, model, cancellation)
            || statement.GetLeadingTrivia().Concat(statement.GetTrailingTrivia()).Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        var last = attempt.Catches.Last();
        if (!statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
        {
            return [new(statement.FullSpan, ""), new(new TextSpan(last.Span.End, 0), $" finally {{ {statement.WithoutTrivia()} }}")];
        }

        var outer = new string(' ', attempt.TryKeyword.GetLocation().GetLineSpan().StartLinePosition.Character);
        var inner = new string(' ', statement.GetLocation().GetLineSpan().StartLinePosition.Character);
        return [new(statement.FullSpan, ""), new(new TextSpan(last.Span.End, 0), $"\n{outer}finally\n{outer}{{\n{inner}{statement.WithoutTrivia()}\n{outer}}}")];
    }

    private static bool UsesLocalsOf(BlockSyntax block, StatementSyntax statement, SemanticModel model, CancellationToken cancellation) => statement.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Any(name => model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.Any(reference => block.Span.Contains(reference.Span)));
}
