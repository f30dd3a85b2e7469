using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Tells whether a call could be given a token: by a parameter left to its default, or by an overload that takes one more.</summary>
internal static class TokenOverload
{
    /// <summary>Returns the parameter for the token; null where the call has a token already, or there is no such overload.</summary>
    public static IParameterSymbol? Missing(IInvocationOperation call, KnownSymbols symbols)
    {
        var method = call.TargetMethod;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && IsToken(parameter.Type, symbols))
            {
                return argument.ArgumentKind == ArgumentKind.DefaultValue || IsNone(argument.Value) ? parameter : null;
            }
        }

        // An overload is looked for where the method is declared; the call itself must not make or be a token.
        if (method.ReturnType.Is(symbols.CancellationToken) || call.Instance?.Type.Is(symbols.CancellationToken) == true)
        {
            return null;
        }

        foreach (var candidate in (method.ReducedFrom ?? method).OriginalDefinition.ContainingType.GetMembers(method.Name))
        {
            if (candidate is IMethodSymbol overload && TokenOf(overload, (method.ReducedFrom ?? method).OriginalDefinition, symbols) is { } token
                && symbols.Compilation.IsSymbolAccessibleWithin(overload, symbols.Compilation.Assembly))
            {
                return token;
            }
        }

        return null;
    }

    /// <summary>Returns whether a value is no token at all: <c>CancellationToken.None</c>, <c>default</c>.</summary>
    public static bool IsNone(IOperation value) => value.Unwrap() switch
    {
        IDefaultValueOperation => true,
        ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => true,
        IPropertyReferenceOperation { Property: { Name: "None", IsStatic: true, ContainingType.Name: "CancellationToken" } } => true,
        _ => false,
    };

    public static bool IsToken(ITypeSymbol type, KnownSymbols symbols) =>
        type.Is(symbols.CancellationToken) || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } inner } && inner[0].Is(symbols.CancellationToken));

    // The same parameters, then the token; what comes after it may be left out.
    private static IParameterSymbol? TokenOf(IMethodSymbol overload, IMethodSymbol method, KnownSymbols symbols)
    {
        var count = method.Parameters.Length;
        if (overload.IsStatic != method.IsStatic || overload.Arity != method.Arity || overload.Parameters.Length <= count || overload.Name != method.Name
            || (method.Parameters.Length > 0 && method.Parameters[count - 1].IsParams))
        {
            return null;
        }

        for (var index = 0; index < count; index++)
        {
            if (!SameType(overload.Parameters[index], method.Parameters[index]))
            {
                return null;
            }
        }

        for (var index = count + 1; index < overload.Parameters.Length; index++)
        {
            if (!overload.Parameters[index].IsOptional)
            {
                return null;
            }
        }

        return IsToken(overload.Parameters[count].Type, symbols) && overload.ReturnType.ToDisplayString() == method.ReturnType.ToDisplayString() ? overload.Parameters[count] : null;
    }

    private static bool SameType(IParameterSymbol left, IParameterSymbol right) =>
        left.RefKind == right.RefKind
        && (SymbolEqualityComparer.Default.Equals(left.Type, right.Type) || (left.Type.TypeKind == TypeKind.TypeParameter && left.Type.Name == right.Type.Name)
            || (left.Type is INamedTypeSymbol { IsGenericType: true } && left.Type.ToDisplayString() == right.Type.ToDisplayString()));
}
