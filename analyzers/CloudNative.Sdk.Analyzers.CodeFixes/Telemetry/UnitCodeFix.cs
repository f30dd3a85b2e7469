using CloudNative.Sdk.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Telemetry;

/// <summary>Replaces the spelling of a unit by its code; the scale stays what it was.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnitCodeFix() : RuleFix("CNS3003", "Write the code of the unit")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(UnitCodeRule.CodeKey, out var code) || code is null
            || (node.FirstAncestorOrSelf<ArgumentSyntax>()?.Expression ?? node) is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
        {
            return null;
        }

        return (literal, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(code)).WithTriviaFrom(literal));
    }
}
