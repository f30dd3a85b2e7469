using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>What the condition of a loop says when it makes the loop one of repeated attempts; a loop over items or with an unknown end is none.</summary>
internal sealed class RetryCondition
{
    private readonly List<ISymbol> _flags = [];

    private RetryCondition()
    {
    }

    /// <summary>Gets whether neither the condition nor a token ends the loop.</summary>
    public bool IsEndless { get; private set; } = true;

    /// <summary>Returns whether a block sets a flag of the condition, and so ends the loop.</summary>
    public bool IsEndedBy(BlockSyntax block) => _flags.Count > 0 && block.NodesHere().Any(node =>
        node is AssignmentExpressionSyntax { Left: var target } && _flags.Any(flag => target.LastName() == flag.Name));

    public static RetryCondition? Of(ILoopOperation loop, TryStatementSyntax attempt, KnownSymbols symbols)
    {
        var condition = loop is IWhileLoopOperation @while ? @while.Condition : ((IForLoopOperation)loop).Condition;
        var result = new RetryCondition();
        return result.Reads(condition, loop, attempt, symbols) ? result : null;
    }

    private bool Reads(IOperation? condition, ILoopOperation loop, TryStatementSyntax attempt, KnownSymbols symbols)
    {
        switch (condition?.Unwrap())
        {
            case null:
            case { ConstantValue: { HasValue: true, Value: true } }:
                return true;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Reads(not.Operand, loop, attempt, symbols);
            case IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }:
                IsEndless = false;
                return true;
            case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation when condition.Unwrap().Type?.SpecialType == SpecialType.System_Boolean:
                _flags.Add(condition.ReferencedSymbol()!);
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return Reads(and.LeftOperand, loop, attempt, symbols) && Reads(and.RightOperand, loop, attempt, symbols);
            case IBinaryOperation comparison when IsBound(comparison, loop, attempt):
                IsEndless = false;
                return true;
            case IBinaryOperation comparison when IsClock(comparison.LeftOperand) || IsClock(comparison.RightOperand):
                IsEndless = false;
                return true;
            default:
                return false;
        }
    }

    // attempt < 3, ++attempt <= max, retries-- > 0; not an index into something, and success leaves the loop.
    private static bool IsBound(IBinaryOperation comparison, ILoopOperation loop, TryStatementSyntax attempt)
    {
        var (counter, limit) = Counter(comparison.LeftOperand) is { } left ? (left, comparison.RightOperand) : (Counter(comparison.RightOperand), comparison.LeftOperand);
        if (counter is null || !IsInteger(counter) || limit.Unwrap() is IInvocationOperation or IPropertyReferenceOperation { Property.Name: "Count" or "Length" or "LongLength" })
        {
            return false;
        }

        var named = counter.Name.IndexOf("attempt", StringComparison.OrdinalIgnoreCase) >= 0 || counter.Name.IndexOf("retr", StringComparison.OrdinalIgnoreCase) >= 0
            || counter.Name.IndexOf("tries", StringComparison.OrdinalIgnoreCase) >= 0;
        return (named || !IsUsedAsValue(counter.Name, attempt.Block)) && IsLeftOnSuccess(loop.Syntax, attempt);
    }

    private static ISymbol? Counter(IOperation operand) => operand.Unwrap() switch
    {
        IIncrementOrDecrementOperation step => step.Target.ReferencedSymbol(),
        ILocalReferenceOperation { Local.IsConst: false } local => local.Local,
        IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } } field => field.Field,
        _ => null,
    };

    private static bool IsInteger(ISymbol counter) =>
        (counter as ILocalSymbol)?.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt32
        || (counter as IFieldSymbol)?.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsClock(IOperation operand)
    {
        foreach (var part in operand.DescendantsAndSelf())
        {
            if (part is IPropertyReferenceOperation { Property.Name: "UtcNow" or "Now" or "Elapsed" or "ElapsedMilliseconds" or "TickCount64" or "TickCount" }
                or IInvocationOperation { TargetMethod.Name: "GetUtcNow" or "GetElapsedTime" or "GetTimestamp" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUsedAsValue(string name, BlockSyntax block) =>
        block.DescendantNodes().Any(node => node is ArgumentSyntax or BracketedArgumentListSyntax or InterpolationSyntax && node.DescendantNodes().Any(inner => inner is IdentifierNameSyntax used && used.Identifier.ValueText == name));

    private static bool IsLeftOnSuccess(SyntaxNode loop, TryStatementSyntax attempt) => loop.NodesHere().Any(node =>
        (node is ReturnStatementSyntax or BreakStatementSyntax or GotoStatementSyntax && node.FirstAncestorOrSelf<CatchClauseSyntax>() is null)
        || (node is AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: "true" or "false" } } && attempt.Block.Span.Contains(node.Span)));
}
