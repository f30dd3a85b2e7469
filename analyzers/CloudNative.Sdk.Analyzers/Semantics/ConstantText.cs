using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>
/// Folds an expression to the text it always has: constants, <c>nameof</c>, <c>static readonly string</c>, interpolation and concatenation of those,
/// <c>typeof(X).Name</c>, <c>.FullName</c>, <c>.Namespace</c>, and the name of an assembly. Anything else is null, never a guess.
/// </summary>
internal static class ConstantText
{
    private const int MaxDepth = 8;

    public static string? Of(IOperation? operation, CancellationToken cancellation) => Of(operation, 0, cancellation);

    private static string? Of(IOperation? operation, int depth, CancellationToken cancellation)
    {
        if (operation is null || depth > MaxDepth)
        {
            return null;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant as string ?? (constant is char letter ? letter.ToString() : null);
        }

        return operation.Unwrap() switch
        {
            IInterpolatedStringOperation text => Interpolated(text, depth, cancellation),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
                Of(sum.LeftOperand, depth + 1, cancellation) is { } left && Of(sum.RightOperand, depth + 1, cancellation) is { } right ? left + right : null,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => OfSymbol(field, operation, depth, cancellation),
            ILocalReferenceOperation local => OfSymbol(local.Local, operation, depth, cancellation),
            IPropertyReferenceOperation property => OfProperty(property, depth, cancellation),
            _ => null,
        };
    }

    private static string? Interpolated(IInterpolatedStringOperation text, int depth, CancellationToken cancellation)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation literal => Of(literal.Text, depth + 1, cancellation),
                IInterpolationOperation { Alignment: null, FormatString: null } hole => Of(hole.Expression, depth + 1, cancellation),
                _ => null,
            };
            if (value is null)
            {
                return null;
            }

            result.Append(value);
        }

        return result.ToString();
    }

    private static string? OfSymbol(ISymbol symbol, IOperation use, int depth, CancellationToken cancellation)
    {
        if (use.SemanticModel is not { } model)
        {
            return null;
        }

        return Of(AssignedValue.Of(symbol, model.Compilation, cancellation), depth + 1, cancellation);
    }

    private static string? OfProperty(IPropertyReferenceOperation property, int depth, CancellationToken cancellation)
    {
        var name = property.Property.Name;
        if (property.Instance?.Unwrap() is ITypeOfOperation { TypeOperand: INamedTypeSymbol { IsGenericType: false } type })
        {
            return name switch
            {
                "Name" => type.MetadataName,
                "FullName" => type.ReflectionName(),
                "Namespace" => type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : null,
                _ => null,
            };
        }

        if (name == "Name" && property.Instance?.Unwrap() is IInvocationOperation { TargetMethod.Name: "GetName", Instance: { } assembly }
            && property.Property.ContainingType.ToDisplayString() == "System.Reflection.AssemblyName")
        {
            return AssemblyName(assembly.Unwrap());
        }

        return property.Property.IsStatic ? OfSymbol(property.Property, property, depth, cancellation) : null;
    }

    private static string? AssemblyName(IOperation assembly) => assembly switch
    {
        IPropertyReferenceOperation { Property.Name: "Assembly", Instance: { } type } when type.Unwrap() is ITypeOfOperation of => of.TypeOperand.ContainingAssembly?.Name,
        IInvocationOperation { TargetMethod: { Name: "GetExecutingAssembly", IsStatic: true } } call => call.SemanticModel?.Compilation.AssemblyName,
        _ => null,
    };
}
