using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Comparisons that look at symbols, never at bare names.</summary>
internal static class SymbolExtensions
{
    /// <summary>Returns whether both are the same definition; an absent symbol equals nothing.</summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && other is not null && SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, other.OriginalDefinition);

    /// <summary>Returns whether the type is the other, derives from it or implements it; a type parameter counts through its constraints.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, INamedTypeSymbol? other)
    {
        if (type is null || other is null)
        {
            return false;
        }

        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Any(constraint => constraint.IsOrInherits(other));
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(other))
            {
                return true;
            }
        }

        return other.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(candidate => candidate.Is(other));
    }

    /// <summary>Returns whether the type is a task: <c>Task</c>, <c>ValueTask</c>, with a result or without.</summary>
    public static bool IsTaskLike(this ITypeSymbol? type, KnownSymbols symbols) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" } named
        && (named.Is(symbols.Task) || named.Is(symbols.Find("System.Threading.Tasks.Task`1")) || named.Is(symbols.Find("System.Threading.Tasks.ValueTask")) || named.Is(symbols.Find("System.Threading.Tasks.ValueTask`1")));

    /// <summary>Gets the extended type of an extension method however it is called, or null.</summary>
    public static ITypeSymbol? ExtendedType(this IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return definition.IsExtensionMethod ? definition.Parameters[0].Type : null;
    }

    /// <summary>Gets the object that a call acts on: its instance, or the first argument of an extension method.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    /// <summary>Gets the value given for a parameter; null when it is left to its default.</summary>
    public static IOperation? Argument(this IInvocationOperation call, string parameter) => Argument(call.Arguments, parameter);

    /// <summary>Gets the value given for a parameter; null when it is left to its default.</summary>
    public static IOperation? Argument(this IObjectCreationOperation creation, string parameter) => Argument(creation.Arguments, parameter);

    /// <summary>Removes conversions, parentheses and awaits around a value.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion: operation = conversion.Operand; break;
                case IParenthesizedOperation parenthesized: operation = parenthesized.Operand; break;
                case IDelegateCreationOperation creation: operation = creation.Target; break;
                default: return operation;
            }
        }
    }

    /// <summary>Gets what a function returns when that is all it does, or null.</summary>
    public static IOperation? OnlyReturned(this IAnonymousFunctionOperation function) =>
        function.Body.Operations.Length == 1 && function.Body.Operations[0] is IReturnOperation { ReturnedValue: { } value } ? value : null;

    /// <summary>Gets the local, field, property or parameter that an operation reads, or null.</summary>
    public static ISymbol? ReferencedSymbol(this IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Gets the name of a type with its namespace, as reflection would write it: <c>Shop.Outer+Inner</c>.</summary>
    public static string ReflectionName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return outer.ReflectionName() + "+" + type.MetadataName;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    private static IOperation? Argument(IEnumerable<IArgumentOperation> arguments, string parameter)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == parameter)
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue ? null : argument.Value;
            }
        }

        return null;
    }
}
