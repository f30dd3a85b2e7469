using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Tells whether code runs whenever the code around it runs.</summary>
internal static class Unconditional
{
    /// <summary>Returns whether nothing between the node and the end of its method, or the given scope, decides about it.</summary>
    public static bool Within(SyntaxNode node, SyntaxNode? scope = null)
    {
        for (var current = node.Parent; current is not null && current != scope; current = current.Parent)
        {
            if (Decides(current))
            {
                return false;
            }

            if (current is BaseMethodDeclarationSyntax or CompilationUnitSyntax)
            {
                return true;
            }
        }

        return true;
    }

    private static bool Decides(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.IfStatement or SyntaxKind.ElseClause or SyntaxKind.SwitchStatement or SyntaxKind.SwitchExpression or SyntaxKind.ConditionalExpression => true,
        SyntaxKind.CatchClause or SyntaxKind.ForStatement or SyntaxKind.ForEachStatement or SyntaxKind.WhileStatement => true,
        SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression or SyntaxKind.ConditionalAccessExpression => true,
        _ => false,
    };
}
