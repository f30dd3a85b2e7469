using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics.Units;

/// <summary>
/// Infers the unit of a number from where it comes: members of the framework, names, single-assignment locals, arithmetic, and what methods of the same
/// compilation return, one level deep. Null is unknown. One object serves one compilation.
/// </summary>
internal sealed class UnitInference(KnownSymbols symbols)
{
    private const int MaxDepth = 12;

    /// <summary>From here on, calls are not followed: a summary looks at one expression.</summary>
    private const int SummaryDepth = 8;

    private readonly ConcurrentDictionary<ISymbol, MeasuredUnit?> _returned = new(SymbolEqualityComparer.Default);

    public MeasuredUnit? Of(IOperation operation, CancellationToken cancellation) => Of(operation, 0, cancellation);

    private MeasuredUnit? Of(IOperation? operation, int depth, CancellationToken cancellation)
    {
        if (operation is null || depth > MaxDepth || operation.Type is { TypeKind: TypeKind.Error })
        {
            return null;
        }

        return operation.Unwrap() switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } unary => Of(unary.Operand, depth + 1, cancellation),
            IBinaryOperation binary => Binary(binary, depth, cancellation),
            IConditionalOperation { WhenFalse: { } other } choice => Common(choice.WhenTrue, other, depth, cancellation),
            ICoalesceOperation choice => Common(choice.Value, choice.WhenNull, depth, cancellation),
            IConditionalAccessOperation access => Of(access.WhenNotNull, depth + 1, cancellation),
            IInvocationOperation call => Call(call, depth, cancellation),
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } value => Of(value.Instance, depth + 1, cancellation),
            IPropertyReferenceOperation property => UnitSources.Of(property, symbols) ?? Member(property.Property, property.Type, depth, cancellation),
            ILocalReferenceOperation local => Of(AssignedValue.Of(local.Local, symbols.Compilation, cancellation), depth + 1, cancellation) ?? UnitNames.Of(local.Local, local.Type),
            IFieldReferenceOperation field when !operation.ConstantValue.HasValue => UnitNames.Of(field.Field, field.Type),
            IParameterReferenceOperation parameter => UnitNames.Of(parameter.Parameter, parameter.Type),
            _ => null,
        };
    }

    private MeasuredUnit? Binary(IBinaryOperation binary, int depth, CancellationToken cancellation)
    {
        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                return Common(left, right, depth, cancellation);
            case BinaryOperatorKind.Multiply when ConstantNumber.Of(right.Unwrap()) is { } factor and > 0:
                return Of(left, depth + 1, cancellation)?.DividedBy(1 / factor);
            case BinaryOperatorKind.Multiply when ConstantNumber.Of(left.Unwrap()) is { } factor and > 0:
                return Of(right, depth + 1, cancellation)?.DividedBy(1 / factor);
            case BinaryOperatorKind.Divide when ConstantNumber.Of(right.Unwrap()) is { } divisor and > 0:
                return Of(left, depth + 1, cancellation)?.DividedBy(divisor);
            case BinaryOperatorKind.Divide when right.ReferencedSymbol() is { Name: "Frequency" } frequency && frequency.ContainingType.Is(symbols.Stopwatch):
                return Of(left, depth + 1, cancellation) is { Dimension: Dimension.StopwatchTicks } ticks ? MeasuredUnit.Time(ticks.Scale) : null;
            default:
                return null;
        }
    }

    // Both sides count the same; a constant has no unit of its own.
    private MeasuredUnit? Common(IOperation left, IOperation right, int depth, CancellationToken cancellation)
    {
        if (ConstantNumber.Of(right.Unwrap()) is not null)
        {
            return Of(left, depth + 1, cancellation);
        }

        if (ConstantNumber.Of(left.Unwrap()) is not null)
        {
            return Of(right, depth + 1, cancellation);
        }

        return Of(left, depth + 1, cancellation) is { } one && Of(right, depth + 1, cancellation) is { } other && one == other ? one : null;
    }

    private MeasuredUnit? Call(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        switch (method.ContainingType.SpecialType == SpecialType.None ? method.ContainingType.ReflectionName() : "")
        {
            case "System.Math" when method.Name is "Round" or "Floor" or "Ceiling" or "Abs" or "Truncate":
            case "System.Convert" when call.Arguments.Length > 0:
                return Of(call.Arguments[0].Value, depth + 1, cancellation);
            case "System.Math" when method.Name is "Max" or "Min":
                return Common(call.Arguments[0].Value, call.Arguments[1].Value, depth, cancellation);
        }

        if (method.Name == "GetValueOrDefault" && call.Instance is { } nullable)
        {
            return Of(nullable, depth + 1, cancellation);
        }

        return UnitSources.Of(method) ?? Returned(method, depth, cancellation);
    }

    private MeasuredUnit? Member(IPropertySymbol property, ITypeSymbol? type, int depth, CancellationToken cancellation) =>
        property.GetMethod is { } getter && Returned(getter, depth, cancellation) is { } unit ? unit : UnitNames.Of(property, type);

    // What a method or getter of this compilation returns, when it is one expression. One level: what it calls in turn is not followed.
    private MeasuredUnit? Returned(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (depth >= SummaryDepth || method.IsVirtual || method.IsAbstract || method.IsOverride || method.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var definition = method.OriginalDefinition;
        if (!_returned.TryGetValue(definition, out var unit))
        {
            var expression = ReturnedExpression(definition.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
            unit = expression is null ? null : Of(symbols.Compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation), SummaryDepth, cancellation);
            _returned.TryAdd(definition, unit);
        }

        return unit;
    }

    private static ExpressionSyntax? ReturnedExpression(SyntaxNode declaration) => declaration switch
    {
        MethodDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        LocalFunctionStatementSyntax { ExpressionBody.Expression: var value } => value,
        AccessorDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        AccessorDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
        ArrowExpressionClauseSyntax arrow => arrow.Expression,
        _ => null,
    };
}
