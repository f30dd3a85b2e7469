using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds the one expression that a method or getter of the same compilation returns; null where there are several, or another class may override it.</summary>
internal static class ReturnedValue
{
    public static IOperation? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (BodyOf(method, cancellation) is not { } body || ExpressionIn(body) is not { } expression)
        {
            return null;
        }

        return compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation);
    }

    /// <summary>Gets every expression that a method or getter returns; empty where the source is not here.</summary>
    public static IEnumerable<IOperation?> AllOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        if (BodyOf(method, cancellation) is not { } body)
        {
            yield break;
        }

        var model = compilation.GetSemanticModel(body.SyntaxTree);
        if (body is ArrowExpressionClauseSyntax arrow)
        {
            yield return model.GetOperation(arrow.Expression, cancellation);
            yield break;
        }

        foreach (var expression in Returns(body))
        {
            yield return model.GetOperation(expression, cancellation);
        }
    }

    private static SyntaxNode? BodyOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.OriginalDefinition.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        return method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax declared => (SyntaxNode?)declared.ExpressionBody ?? declared.Body,
            LocalFunctionStatementSyntax declared => (SyntaxNode?)declared.ExpressionBody ?? declared.Body,
            AccessorDeclarationSyntax declared => (SyntaxNode?)declared.ExpressionBody ?? declared.Body,
            ArrowExpressionClauseSyntax arrow => arrow,
            _ => null,
        };
    }

    private static ExpressionSyntax? ExpressionIn(SyntaxNode body)
    {
        if (body is ArrowExpressionClauseSyntax arrow)
        {
            return arrow.Expression;
        }

        ExpressionSyntax? only = null;
        foreach (var expression in Returns(body))
        {
            if (only is not null)
            {
                return null;
            }

            only = expression;
        }

        return only;
    }

    private static IEnumerable<ExpressionSyntax> Returns(SyntaxNode body)
    {
        foreach (var node in body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            if (node is ReturnStatementSyntax { Expression: { } expression })
            {
                yield return expression;
            }
        }
    }
}
