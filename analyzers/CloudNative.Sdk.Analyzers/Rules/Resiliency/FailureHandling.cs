using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Tells whether a function that nobody waits for deals with its failures itself.</summary>
internal static class FailureHandling
{
    private static readonly string[] Harmless = ["Delay", "Yield", "WaitForNextTickAsync", "WaitAsync", "WaitToReadAsync", "ContinueWith"];

    /// <summary>Returns whether everything that the function waits for is inside a try with a catch-all; without any wait, whether there is such a try at all.</summary>
    public static bool Covers(SyntaxNode function)
    {
        var (waits, hasTry, calls) = (false, false, false);
        foreach (var node in function.NodesHere())
        {
            hasTry |= node is TryStatementSyntax statement && statement.Catches.Any(IsCatchAll);
            calls |= node is InvocationExpressionSyntax;
            if (node is AwaitExpressionSyntax wait && WithoutContext(wait.Expression) is var awaited && Array.IndexOf(Harmless, awaited.LastName()) < 0)
            {
                waits = true;
                if (!IsGiven(awaited, function) && !IsCovered(node, function))
                {
                    return awaited.ToString().Contains("ContinueWith");
                }
            }
        }

        return waits || hasTry || !calls;
    }

    /// <summary>Returns whether a clause takes every failure but, maybe, cancellation.</summary>
    public static bool IsCatchAll(CatchClauseSyntax clause) =>
        (clause.Declaration is null || clause.Declaration.Type.LastTypeName() == "Exception") && (clause.Filter is null || clause.Filter.ToString().Contains("is not"));

    private static ExpressionSyntax WithoutContext(ExpressionSyntax awaited) =>
        awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } ? access.Expression : awaited;

    // A task that the caller hands over fails where it was made; what comes after it tidies up.
    private static bool IsGiven(ExpressionSyntax awaited, SyntaxNode function) => awaited switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsGiven(parenthesized.Expression, function),
        CastExpressionSyntax cast => IsGiven(cast.Expression, function),
        MemberAccessExpressionSyntax access => IsGiven(access.Expression, function),
        IdentifierNameSyntax name => function is MethodDeclarationSyntax method && method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText),
        _ => false,
    };

    private static bool IsCovered(SyntaxNode node, SyntaxNode function)
    {
        for (var (inner, current) = (node, node.Parent); current is not null && inner != function; (inner, current) = (current, current.Parent))
        {
            if (current is TryStatementSyntax statement && statement.Block == inner && statement.Catches.Any(IsCatchAll))
            {
                return true;
            }

            // What a catch or a finally waits for, as a reply or a release, is part of the handling.
            if (current is CatchClauseSyntax or FinallyClauseSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
