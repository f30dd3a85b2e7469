using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Retries;

/// <summary>Code that is run again when it fails: the delegate of a retrying policy, the try of a loop of attempts.</summary>
/// <param name="Place">The call of the policy, or the keyword of the loop.</param>
/// <param name="Name">What tries again, as a person would call it.</param>
/// <param name="Body">What is tried.</param>
/// <param name="Policy">The failures that lead to another attempt.</param>
internal sealed record RetryAttempt(Location Place, string Name, SyntaxNode Body, RetryPolicy Policy)
{
    private static readonly string[] Executes = ["ExecuteAsync", "Execute", "ExecuteAndCaptureAsync", "ExecuteAndCapture", "ExecuteOutcomeAsync"];

    public static IReadOnlyList<string> Methods => Executes;

    /// <summary>Gets what a call of <c>ExecuteAsync</c> tries again; null where its receiver is no policy, or does not retry.</summary>
    public static RetryAttempt? OfCall(IOperation operation, CancellationToken cancellation)
    {
        if (operation.Syntax is not InvocationExpressionSyntax call || call.ArgumentList.Arguments.Count == 0
            || !(operation is IInvocationOperation bound ? GuardedDelegate.IsPolicy(bound.TargetMethod) : GuardedDelegate.LooksLikePolicy(operation)))
        {
            return null;
        }

        var model = operation.SemanticModel!;
        return RetryPolicy.Of(call.CalledOn(), model, cancellation) is { } policy && Tried(call, model, cancellation) is { } body
            ? new RetryAttempt(call.CalledPlace().GetLocation(), call.CalledOn().LastName() ?? call.CalledName()!, body, policy)
            : null;
    }

    /// <summary>Gets what a loop tries again until it succeeds; null for a loop over items or of work that never ends.</summary>
    public static RetryAttempt? OfLoop(ILoopOperation loop, KnownSymbols symbols)
    {
        if (loop is not (IWhileLoopOperation or IForLoopOperation) || loop.IsImplicit)
        {
            return null;
        }

        foreach (var operation in loop.Body.OperationsHere())
        {
            if (operation is ITryOperation { Catches.Length: > 0, Syntax: TryStatementSyntax statement } attempt && LeavesOnSuccess(statement, loop)
                && FailuresOf(statement) is { Count: > 0 } failures && RetryCondition.Of(loop, statement, symbols) is not null)
            {
                return new RetryAttempt(loop.Syntax.GetFirstToken().GetLocation(), "The loop", statement.Block, RetryPolicy.OfFailures(failures));
            }
        }

        return null;
    }

    // What the clauses take and go on with.
    private static List<string> FailuresOf(TryStatementSyntax statement)
    {
        var failures = new List<string>();
        foreach (var clause in statement.Catches)
        {
            if (!clause.Block.Leaves(byContinue: false) && (clause.Declaration is null ? "Exception" : clause.Declaration.Type.LastTypeName()) is { } name)
            {
                failures.Add(name);
            }
        }

        return failures;
    }

    // Without a bound, a condition on what came back makes it a loop that asks until something is so.
    private static bool LeavesOnSuccess(TryStatementSyntax statement, ILoopOperation loop)
    {
        if (statement.FirstAncestorOrSelf<SyntaxNode>(node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax) != loop.Syntax)
        {
            return false;
        }

        var isBounded = loop is IForLoopOperation { Condition: not null } or IWhileLoopOperation { Condition: IBinaryOperation };
        return isBounded ? statement.Block.NodesHere().Any(node => node is ReturnStatementSyntax or BreakStatementSyntax)
            : statement.Block.Statements.LastOrDefault() is ReturnStatementSyntax or BreakStatementSyntax;
    }

    private static SyntaxNode? Tried(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is AnonymousFunctionExpressionSyntax function)
            {
                return function;
            }

            if (argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && model.GetSymbolInfo(argument.Expression, cancellation).Symbol is IMethodSymbol method)
            {
                return method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            }
        }

        return null;
    }
}
