using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Finds where a class runs its own handler of messages that keeps every failure to itself: to the caller the work has always succeeded.</summary>
internal static class CallsOfHandler
{
    private static readonly string[] Verbs = ["Handle", "Process", "Consume", "Dispatch", "OnMessage", "Execute"];

    /// <summary>Gets the statements that call the method of which the try is the end, where nothing else was done for the message before.</summary>
    public static IEnumerable<StatementSyntax> Of(TryStatementSyntax statement, BlockSyntax clause)
    {
        if (statement.Parent is not BlockSyntax { Parent: MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } method } body || body.Statements.Last() != statement
            || method.ParameterList.Parameters.Count == 0 || !IsHandler(method) || clause.NodesHere().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax or AssignmentExpressionSyntax))
        {
            yield break;
        }

        foreach (var node in type.DescendantNodes())
        {
            if (node is ExpressionStatementSyntax call && CalledOf(call.Expression) is { } called && called.CalledName() == method.Identifier.ValueText
                && called.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                && called.ArgumentList.Arguments.Count == method.ParameterList.Parameters.Count && IsFirst(call))
            {
                yield return call;
            }
        }
    }

    private static bool IsHandler(MethodDeclarationSyntax method) =>
        method.ReturnType is PredefinedTypeSyntax { Keyword.ValueText: "void" } or IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" }
        && Array.Exists(Verbs, verb => method.Identifier.ValueText.StartsWith(verb, StringComparison.Ordinal));

    private static InvocationExpressionSyntax? CalledOf(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax wait => CalledOf(wait.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax inner } } => inner,
        InvocationExpressionSyntax call => call,
        _ => null,
    };

    private static bool IsFirst(StatementSyntax call)
    {
        if (call.Parent is not BlockSyntax block)
        {
            return false;
        }

        foreach (var before in block.Statements)
        {
            if (before == call)
            {
                return true;
            }

            if (before.NodesHere().OfType<AwaitExpressionSyntax>().Any(wait => wait.Expression.LastName() is not { } name || !(name.StartsWith("Receive", StringComparison.Ordinal) || name.StartsWith("Read", StringComparison.Ordinal))))
            {
                return false;
            }
        }

        return false;
    }
}
