using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Semantics.Bounds;

/// <summary>Judges what does not bind because a package is absent, where the words leave no doubt.</summary>
internal static class UnboundSources
{
    public static Bound Of(SyntaxNode node, SemanticModel? model, CancellationToken cancellation)
    {
        switch (node)
        {
            // A caught exception of an unknown type is still an exception.
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Message" or "StackTrace", Expression: IdentifierNameSyntax variable } when IsCaught(variable, model, cancellation):
                return Bound.Unbounded("an exception text");
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NewUlid" } }:
                return Bound.Unbounded("a ULID");
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GenerateNewId" } }:
                return Bound.Unbounded("a new id");
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var inner } }:
                return inner is IdentifierNameSyntax name && IsCaught(name, model, cancellation) ? Bound.Unbounded("an exception text") : Of(inner, model, cancellation);
            default:
                return Bound.Unknown;
        }
    }

    private static bool IsCaught(IdentifierNameSyntax variable, SemanticModel? model, CancellationToken cancellation) =>
        model?.GetSymbolInfo(variable, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences.Length: 1 } local
        && local.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is CatchDeclarationSyntax;
}
