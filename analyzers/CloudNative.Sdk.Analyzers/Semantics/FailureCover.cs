using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells whether a failure at one place is caught before it leaves a region, and whether the work goes on after that.</summary>
internal static class FailureCover
{
    /// <summary>
    /// Returns whether a failure of the operation stays inside the region. What runs in a handler or in <c>finally</c> counts as covered: it is no longer the work.
    /// </summary>
    public static bool IsCoveredWithin(this IOperation operation, IOperation region, KnownSymbols symbols, bool mayReturn)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null && child != region; (child, parent) = (parent, parent.Parent))
        {
            if (parent is ICatchClauseOperation)
            {
                return true;
            }

            if (parent is ITryOperation @try && (child != @try.Body || @try.Catches.Any(clause => Catches(clause, symbols) && GoesOn(clause, region, mayReturn))))
            {
                return true;
            }
        }

        return false;
    }

    // Every failure, perhaps but cancellation. A filter that names failures lets the others pass; any other filter is given the benefit of the doubt.
    private static bool Catches(ICatchClauseOperation clause, KnownSymbols symbols) =>
        clause.NamesEveryFailure(symbols)
        && (clause.Filter is null || !IsNarrow(clause.Filter));

    private static bool IsNarrow(IOperation filter) => filter.Unwrap() switch
    {
        IIsTypeOperation => true,
        IIsPatternOperation test => IsPositive(test.Pattern),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => IsNarrow(or.LeftOperand) && IsNarrow(or.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => IsNarrow(and.LeftOperand) || IsNarrow(and.RightOperand),
        _ => false,
    };

    private static bool IsPositive(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation or IDeclarationPatternOperation or IRecursivePatternOperation => true,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => IsPositive(or.LeftPattern) && IsPositive(or.RightPattern),
        IBinaryPatternOperation and => IsPositive(and.LeftPattern) || IsPositive(and.RightPattern),
        _ => false,
    };

    private static bool GoesOn(ICatchClauseOperation clause, IOperation region, bool mayReturn)
    {
        if (clause.Syntax is not CatchClauseSyntax { Block: var block } || clause.SemanticModel?.AnalyzeControlFlow(block) is not { Succeeded: true } flow)
        {
            return true;
        }

        return flow.EndPointIsReachable
            || flow.ExitPoints.Any(exit => exit is ContinueStatementSyntax or GotoStatementSyntax || (exit is BreakStatementSyntax && LoopOf(exit) != region.Syntax))
            || (mayReturn && flow.ReturnStatements.Length > 0);
    }

    private static StatementSyntax? LoopOf(SyntaxNode exit) =>
        exit.FirstAncestorOrSelf<StatementSyntax>(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax);
}
