using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Renames a literal that stands once in the project: where it stands twice, the other place may be a query, a view or a test.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class InstrumentNameFix() : RuleFix("CNS3001", "Rename as the convention has it")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(InstrumentNameRule.BetterKey, out var better) || better is null
            || node.FirstAncestorOrSelf<LiteralExpressionSyntax>(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)) is not { } literal
            || model.Compilation.SyntaxTrees.Sum(tree => Occurrences(tree, literal.Token.ValueText, cancellation)) != 1)
        {
            return null;
        }

        return (literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(better)).WithTriviaFrom(literal));
    }

    private static int Occurrences(SyntaxTree tree, string text, CancellationToken cancellation) => tree.GetRoot(cancellation).DescendantTokens()
        .Count(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken && token.ValueText == text);
}
