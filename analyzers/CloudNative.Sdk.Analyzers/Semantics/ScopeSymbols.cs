using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds what code at one place can name: locals already declared, parameters, members of its class.</summary>
internal static class ScopeSymbols
{
    /// <summary>
    /// Returns the name of the value of one of the types that is closest: a local or parameter before a member; null where there is none, or two equally close.
    /// </summary>
    public static string? NameOf(SemanticModel model, int position, CancellationToken cancellation, params INamedTypeSymbol?[] types)
    {
        var inStatic = model.GetEnclosingSymbol(position, cancellation) is { } enclosing && IsInStatic(enclosing);
        ISymbol? near = null, far = null;
        var (nears, fars) = (0, 0);
        foreach (var symbol in model.LookupSymbols(position))
        {
            if (TypeOf(symbol) is not { } type || !types.Any(wanted => type.IsOrInherits(wanted)))
            {
                continue;
            }

            if (symbol is ILocalSymbol or IParameterSymbol)
            {
                if (IsDeclaredBefore(symbol, position, cancellation))
                {
                    (near, nears) = (symbol, nears + 1);
                }
            }
            else if (symbol.IsStatic || !inStatic)
            {
                (far, fars) = (symbol, fars + 1);
            }
        }

        return nears > 0 ? (nears == 1 ? near!.Name : null) : fars == 1 ? far!.Name : null;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    private static bool IsDeclaredBefore(ISymbol symbol, int position, CancellationToken cancellation) =>
        symbol is IParameterSymbol || symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && declaration.GetSyntax(cancellation).Span.End <= position;

    private static bool IsInStatic(ISymbol enclosing)
    {
        for (var current = enclosing; current is not null and not ITypeSymbol; current = current.ContainingSymbol)
        {
            if (current.IsStatic)
            {
                return true;
            }
        }

        return false;
    }
}
