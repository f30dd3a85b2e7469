using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>Tells whether a number is meant to be below zero.</summary>
internal sealed class SignOf(KnownSymbols symbols, CancellationToken cancellation)
{
    private const int MaxDepth = 4;

    /// <summary>Returns whether the value, or one of the values it chooses between, is a negative constant or a negated value of no known sign.</summary>
    public bool IsNegative(IOperation value) => IsNegative(value, 0);

    private bool IsNegative(IOperation? value, int depth)
    {
        if (value is null || depth > MaxDepth)
        {
            return false;
        }

        if (ConstantNumber.Of(value) is { } number)
        {
            return number < 0;
        }

        return value.Unwrap() switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus => ConstantNumber.Of(minus.Operand) is { } operand ? operand > 0 : IsNegation(minus),
            IConditionalOperation choice => IsNegative(choice.WhenTrue, depth + 1) || IsNegative(choice.WhenFalse, depth + 1),
            ISwitchExpressionOperation choice => choice.Arms.Any(arm => IsNegative(arm.Value, depth + 1)),
            ILocalReferenceOperation local => IsNegative(AssignedValue.Of(local.Local, symbols.Compilation, cancellation), depth + 1),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } field => IsNegative(AssignedValue.Of(field.Field, symbols.Compilation, cancellation), depth + 1),
            _ => false,
        };
    }

    // "-(a - b)" and "-Math.Min(0, x)" may well be positive, and so may "-x" after x was compared with zero.
    private static bool IsNegation(IUnaryOperation minus) => minus.Operand.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.Add } => false,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } => false,
        IInvocationOperation { TargetMethod.Name: "Min" or "Clamp" or "CompareTo" or "Sign" } => false,
        var operand => !IsComparedWithZero(operand.Syntax),
    };

    private static bool IsComparedWithZero(SyntaxNode operand)
    {
        var text = operand.ToString();
        var function = operand.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
        return function is not null && function.DescendantNodes().Any(node => node switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } comparison =>
                IsThat(comparison.Left, text) || IsThat(comparison.Right, text),
            IsPatternExpressionSyntax test => IsThat(test.Expression, text),
            SwitchExpressionSyntax choice => IsThat(choice.GoverningExpression, text),
            SwitchStatementSyntax choice => IsThat(choice.Expression, text),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sign" or "IsNegative" }, ArgumentList.Arguments: { Count: 1 } arguments } => IsThat(arguments[0].Expression, text),
            _ => false,
        });
    }

    private static bool IsThat(ExpressionSyntax expression, string text) => expression.ToString() == text;
}
