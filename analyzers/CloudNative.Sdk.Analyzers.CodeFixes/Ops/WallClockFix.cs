using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Ops;

/// <summary>Asks the <c>TimeProvider</c> in scope for the same value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class WallClockFix() : RuleFix("CNS2006", "Ask the TimeProvider")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>(access => access.Span == diagnostic.Location.SourceSpan) is not { } read
            || model.GetSymbolInfo(read, cancellation).Symbol is not IPropertySymbol property
            || ScopeSymbols.NameOf(model, read.SpanStart, cancellation, KnownSymbols.Of(model.Compilation).TimeProvider) is not { } time)
        {
            return null;
        }

        var isUtc = property.Name == "UtcNow";
        var value = property.ContainingType.SpecialType != SpecialType.System_DateTime ? "" : isUtc ? ".UtcDateTime" : ".DateTime";
        return (read, SyntaxFactory.ParseExpression($"{time}.{(isUtc ? "GetUtcNow" : "GetLocalNow")}(){value}").WithTriviaFrom(read));
    }
}
