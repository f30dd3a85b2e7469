using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4013.</summary>
internal sealed class AckAfterFailureRule() : Rule(ResiliencyRules.AckAfterFailure)
{
    private static readonly DiagnosticDescriptor Descriptor = ResiliencyRules.AckAfterFailure.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.On(OperationKind.Try, context => Judge(context, (ITryOperation)context.Operation, symbols));
    }

    private static void Judge(OperationAnalysisContext context, ITryOperation operation, KnownSymbols symbols)
    {
        if (operation.Syntax is not TryStatementSyntax statement || !operation.Body.Descendants().Any(inner => inner.CalledName() is not null))
        {
            return;
        }

        foreach (var clause in operation.Catches)
        {
            if (clause.IsCatchAll(symbols))
            {
                var block = ((CatchClauseSyntax)clause.Syntax).Block;
                Report(context, InClause(block), block, clause, symbols);
                Report(context, AfterTry(statement, block), block, clause, symbols);
                Report(context, CallsOfHandler.Of(statement, block).SelectMany(AfterHandling), block, clause, symbols);
            }
        }

        if (statement.Finally is { } final && operation.Catches.All(clause => Acknowledgement.OnlyTells(clause.Syntax, clause, symbols)))
        {
            foreach (var ack in InClause(final.Block))
            {
                Report(context, ack);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IEnumerable<InvocationExpressionSyntax> acks, BlockSyntax block, ICatchClauseOperation clause, KnownSymbols symbols)
    {
        foreach (var ack in acks)
        {
            if (Acknowledgement.OnlyTells(block, clause, symbols))
            {
                Report(context, ack);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, InvocationExpressionSyntax ack) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, ack.GetLocation(), ack.CalledName()));

    // An acknowledgement that nothing guards: a condition may be the poison message or the last attempt.
    private static IEnumerable<InvocationExpressionSyntax> InClause(BlockSyntax block) =>
        block.CallsHere().Where(call => Acknowledgement.Is(call) && !IsGuarded(call, block));

    private static bool IsGuarded(SyntaxNode call, SyntaxNode scope)
    {
        for (var current = call.Parent; current is not null && current != scope; current = current.Parent)
        {
            var condition = current switch
            {
                IfStatementSyntax branch => branch.Condition,
                ConditionalExpressionSyntax choice => choice.Condition,
                _ => null,
            };
            if ((condition is not null && !AsksForConnection(condition)) || current is SwitchSectionSyntax or SwitchExpressionArmSyntax or BinaryExpressionSyntax or WhileStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    // if (channel.IsOpen), if (message != null): not about the outcome.
    private static bool AsksForConnection(ExpressionSyntax condition)
    {
        var text = condition.ToString();
        return text.Contains("IsOpen") || text.Contains("IsClosed") || text.Contains("IsConnected") || text.EndsWith("not null", StringComparison.Ordinal)
            || text.EndsWith("!= null", StringComparison.Ordinal) || text.IndexOf("autoack", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    // What follows a try whose catch-all falls through, up to the end of the function or of the loop over other messages.
    private static IEnumerable<InvocationExpressionSyntax> AfterTry(TryStatementSyntax statement, BlockSyntax block)
    {
        if (block.NodesHere().Any(node => node is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax
            or AssignmentExpressionSyntax))
        {
            yield break;
        }

        foreach (var ack in AfterHandling(statement))
        {
            yield return ack;
        }
    }

    private static IEnumerable<InvocationExpressionSyntax> AfterHandling(StatementSyntax statement)
    {
        foreach (var next in StatementsAfter(statement))
        {
            if (next is ExpressionStatementSyntax or LocalDeclarationStatementSyntax)
            {
                var acks = next.CallsHere().Where(Acknowledgement.Is).ToList();
                foreach (var ack in acks)
                {
                    yield return ack;
                }

                if (acks.Count > 0)
                {
                    yield break;
                }

                // Another piece of work that is awaited outside: it may be the handling, and it can fail before the acknowledgement.
                if (next.NodesHere().OfType<AwaitExpressionSyntax>().Any(wait => wait.Expression.LastName() is not ("Delay" or "FlushAsync" or "WriteLineAsync")))
                {
                    yield break;
                }
            }
            else if (next is not (LocalFunctionStatementSyntax or EmptyStatementSyntax))
            {
                yield break;
            }
        }
    }

    private static IEnumerable<StatementSyntax> StatementsAfter(StatementSyntax statement)
    {
        for (SyntaxNode current = statement; current.Parent is { } parent; current = parent)
        {
            var siblings = parent switch
            {
                BlockSyntax block => block.Statements,
                SwitchSectionSyntax section => section.Statements,
                _ => default,
            };
            foreach (var next in siblings.SkipWhile(sibling => sibling != current).Skip(1))
            {
                yield return next;
            }

            if (parent is not (BlockSyntax or UsingStatementSyntax or LockStatementSyntax or TryStatementSyntax or ForEachStatementSyntax or IfStatementSyntax or ElseClauseSyntax or SwitchSectionSyntax))
            {
                yield break;
            }
        }
    }
}
