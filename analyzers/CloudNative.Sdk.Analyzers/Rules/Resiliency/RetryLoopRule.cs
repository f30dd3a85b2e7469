using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4005.</summary>
internal sealed class RetryLoopRule() : Rule(ResiliencyRules.RetryLoop)
{
    private static readonly DiagnosticDescriptor WithoutDelay = ResiliencyRules.RetryLoop.Descriptor();
    private static readonly DiagnosticDescriptor WithoutEnd = ResiliencyRules.RetryLoop.Descriptor(ResiliencyRules.EndlessRetryMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [WithoutDelay, WithoutEnd];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.Loop, context => Judge(context, (ILoopOperation)context.Operation, symbols));
    }

    private static void Judge(OperationAnalysisContext context, ILoopOperation loop, KnownSymbols symbols)
    {
        if (loop is not (IWhileLoopOperation or IForLoopOperation) || loop.IsImplicit)
        {
            return;
        }

        foreach (var operation in loop.Body.OperationsHere())
        {
            if (operation is ITryOperation { Catches.Length: > 0, Syntax: TryStatementSyntax statement } attempt
                && BelongsTo(statement, loop.Syntax) && AwaitedWork(statement.Block) is { } work && !IsOfTheNext(work) && RetryCondition.Of(loop, statement, symbols) is { } condition)
            {
                var waits = new RetryWaits((StatementSyntax)loop.Syntax, statement, symbols, context.CancellationToken);
                if (waits.IsPaced || OffendingClause(attempt, statement, condition, waits, symbols) is not { } clause)
                {
                    continue;
                }

                var descriptor = waits.DelaysAfter((CatchClauseSyntax)clause.Syntax) ? WithoutEnd : WithoutDelay;
                context.ReportDiagnostic(Diagnostic.Create(descriptor, loop.Syntax.GetFirstToken().GetLocation(), [clause.Syntax.GetFirstToken().GetLocation()], work));
                return;
            }
        }
    }

    // The first clause that takes a transport failure, goes on with the loop, and does not wait; or waits, but for ever.
    private static ICatchClauseOperation? OffendingClause(ITryOperation attempt, TryStatementSyntax statement, RetryCondition condition, RetryWaits waits, KnownSymbols symbols)
    {
        foreach (var clause in attempt.Catches)
        {
            var syntax = (CatchClauseSyntax)clause.Syntax;
            if (!TransportFailure.IsTakenBy(clause, symbols) || IsCancellationFilter(syntax) || syntax.Block.Leaves(byContinue: false) || condition.IsEndedBy(syntax.Block))
            {
                continue;
            }

            if (!waits.DelaysAfter(syntax) || (condition.IsEndless && RequestCode.Contains(statement, symbols) && EndlessRetry.Is(statement, syntax)))
            {
                return clause;
            }
        }

        return null;
    }

    // The loop around a try is the nearest one, and the outermost try of it is the attempt.
    private static bool BelongsTo(TryStatementSyntax statement, SyntaxNode loop)
    {
        for (var current = statement.Parent; current is not null && current != loop; current = current.Parent)
        {
            if (current is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or TryStatementSyntax or CatchClauseSyntax or FinallyClauseSyntax)
            {
                return false;
            }
        }

        return true;
    }

    // Another caller, another row: what comes next is not what failed.
    private static bool IsOfTheNext(string work) =>
        work.StartsWith("Accept", StringComparison.Ordinal) || work.StartsWith("NextResult", StringComparison.Ordinal) || work.StartsWith("MoveNext", StringComparison.Ordinal);

    private static string? AwaitedWork(BlockSyntax block)
    {
        foreach (var node in block.NodesHere())
        {
            if (node is AwaitExpressionSyntax wait)
            {
                var expression = wait.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } configured } ? configured.Expression : wait.Expression;
                var work = expression.LastName() ?? expression.ToString();
                if (work != "Yield")
                {
                    return work;
                }
            }
        }

        return null;
    }

    private static bool IsCancellationFilter(CatchClauseSyntax clause) => clause.Filter?.FilterExpression.ToString() is { } filter
        && filter.Contains("IsCancellationRequested") && !filter.Contains("!");
}
