using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells code that never runs in production: it is dominated by a test of the environment.</summary>
internal static class DevelopmentOnly
{
    private const int MaxDepth = 4;

    public static bool IsDevelopmentOnly(this IOperation operation, CancellationToken cancellation)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            var guarded = parent switch
            {
                IConditionalOperation test when child == test.WhenTrue => Excludes(test.Condition, isTrue: true, 0, cancellation),
                IConditionalOperation test when child == test.WhenFalse => Excludes(test.Condition, isTrue: false, 0, cancellation),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when child == both.RightOperand => Excludes(both.LeftOperand, isTrue: true, 0, cancellation),
                IBlockOperation block => LeftBefore(block, child, cancellation),
                ISwitchCaseOperation section => section.Clauses.Length > 0 && section.Clauses.All(IsDevelopmentName),
                IMethodBodyOperation => IsDevelopmentMethod(operation),
                _ => false,
            };
            if (guarded)
            {
                return true;
            }
        }

        return false;
    }

    // if (!env.IsDevelopment()) return;
    private static bool LeftBefore(IBlockOperation block, IOperation statement, CancellationToken cancellation)
    {
        foreach (var earlier in block.Operations)
        {
            if (earlier == statement)
            {
                return false;
            }

            if (earlier is IConditionalOperation { WhenFalse: null } test && Leaves(test.WhenTrue) && Excludes(test.Condition, isTrue: false, 0, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement) => statement is IReturnOperation or IThrowOperation || (statement is IBlockOperation { Operations: { Length: > 0 } inner } && Leaves(inner[inner.Length - 1]))
        || statement is IExpressionStatementOperation { Operation: IThrowOperation };

    /// <summary>Returns whether a condition with this outcome excludes production.</summary>
    private static bool Excludes(IOperation condition, bool isTrue, int depth, CancellationToken cancellation) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Excludes(not.Operand, !isTrue, depth, cancellation),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => isTrue
            ? Excludes(and.LeftOperand, true, depth, cancellation) || Excludes(and.RightOperand, true, depth, cancellation)
            : Excludes(and.LeftOperand, false, depth, cancellation) && Excludes(and.RightOperand, false, depth, cancellation),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => isTrue
            ? Excludes(or.LeftOperand, true, depth, cancellation) && Excludes(or.RightOperand, true, depth, cancellation)
            : Excludes(or.LeftOperand, false, depth, cancellation) || Excludes(or.RightOperand, false, depth, cancellation),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equal => ComparesName(equal, isTrue, cancellation),
        IInvocationOperation call => Asks(call, isTrue, cancellation),
        ILocalReferenceOperation local => depth < MaxDepth && OfSymbol(local.Local, local, isTrue, depth, cancellation),
        IFieldReferenceOperation field => depth < MaxDepth && OfSymbol(field.Field, field, isTrue, depth, cancellation),
        _ => false,
    };

    private static bool OfSymbol(ISymbol symbol, IOperation use, bool isTrue, int depth, CancellationToken cancellation) =>
        AssignedValue.Of(symbol, use.SemanticModel!.Compilation, cancellation) is { } value && Excludes(value, isTrue, depth + 1, cancellation);

    private static bool Asks(IInvocationOperation call, bool isTrue, CancellationToken cancellation) => call.TargetMethod.Name switch
    {
        "IsDevelopment" or "IsStaging" => isTrue,
        "IsProduction" => !isTrue,
        "IsEnvironment" => ConstantText.Of(call.Argument("environmentName"), cancellation) is { } name && isTrue != IsProduction(name),
        "Equals" when call.Arguments.Length > 0 && call.Instance is { } instance && IsEnvironmentName(instance) =>
            ConstantText.Of(call.Arguments[0].Value, cancellation) is { } name && isTrue != IsProduction(name),
        _ => false,
    };

    private static bool ComparesName(IBinaryOperation equal, bool isTrue, CancellationToken cancellation)
    {
        var (left, right) = IsEnvironmentName(equal.LeftOperand) ? (equal.LeftOperand, equal.RightOperand) : (equal.RightOperand, equal.LeftOperand);
        var isSame = isTrue == (equal.OperatorKind == BinaryOperatorKind.Equals);
        return IsEnvironmentName(left) && (ConstantText.Of(right, cancellation) ?? NameOf(right)) is { } name && isSame != IsProduction(name);
    }

    // Environments.Development is a field without a constant.
    private static string? NameOf(IOperation operation) =>
        operation.Unwrap() is IFieldReferenceOperation { Field: { ContainingType.Name: "Environments" or "EnvironmentName", Name: var name } } ? name : null;

    private static bool IsEnvironmentName(IOperation operation) => operation.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "EnvironmentName" } => true,
        IInvocationOperation { TargetMethod.Name: "GetEnvironmentVariable", Arguments.Length: > 0 } call => call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" },
        _ => false,
    };

    private static bool IsDevelopmentName(ICaseClauseOperation clause) =>
        clause is ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: string name } } && name.Equals("Development", StringComparison.OrdinalIgnoreCase);

    // The convention of start-up classes: ConfigureDevelopment, ConfigureDevelopmentServices.
    private static bool IsDevelopmentMethod(IOperation operation) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { Name: "ConfigureDevelopment" or "ConfigureDevelopmentServices" };

    private static bool IsProduction(string name) => name.Equals("Production", StringComparison.OrdinalIgnoreCase);
}
