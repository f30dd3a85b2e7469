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
        var enclosing = model.GetEnclosingSymbol(position, cancellation);
        var inStatic = enclosing is not null && IsInStatic(enclosing);
        List<string> near = [], members = [], captured = [];
        foreach (var symbol in model.LookupSymbols(position))
        {
            if (TypeOf(symbol) is not { } type || !types.Any(wanted => type.IsOrInherits(wanted)))
            {
                continue;
            }

            // A parameter of the class itself is taken only where no field holds it.
            if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } && !constructor.Is(enclosing))
            {
                Add(captured, symbol, !inStatic);
            }
            else if (symbol is ILocalSymbol or IParameterSymbol)
            {
                Add(near, symbol, IsDeclaredBefore(symbol, position, cancellation));
            }
            else
            {
                Add(members, symbol, symbol.IsStatic || !inStatic);
            }
        }

        var closest = near.Count > 0 ? near : members.Count > 0 ? members : captured;
        return closest.Count == 1 ? closest[0] : null;

        static void Add(List<string> names, ISymbol symbol, bool isUsable)
        {
            if (isUsable)
            {
                names.Add(symbol.Name);
            }
        }
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
