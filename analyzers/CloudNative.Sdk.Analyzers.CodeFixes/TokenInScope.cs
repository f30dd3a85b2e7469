using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Finds the token that code at a place can hand on.</summary>
internal static class TokenInScope
{
    /// <summary>Gets the name of the only token among the locals and parameters in scope; with two of them, none is certain.</summary>
    public static string? At(SyntaxNode node, SemanticModel model)
    {
        string? found = null;
        foreach (var symbol in model.LookupSymbols(node.SpanStart))
        {
            var type = symbol switch
            {
                IParameterSymbol parameter => parameter.Type,
                ILocalSymbol local when local.DeclaringSyntaxReferences[0].Span.End < node.SpanStart => local.Type,
                _ => null,
            };
            if (type is { Name: "CancellationToken" } && type.ContainingNamespace.ToDisplayString() == "System.Threading")
            {
                if (found is not null)
                {
                    return null;
                }

                found = symbol.Name;
            }
        }

        return found;
    }

    /// <summary>Returns whether <c>await</c> may be written at a place.</summary>
    public static bool IsAsync(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.RawKind != 0;
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(modifier => modifier.ValueText == "async");
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(modifier => modifier.ValueText == "async");
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }

        return true;
    }
}
