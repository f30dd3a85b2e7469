using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>Finds the methods of this compilation that run when an interface member or a virtual method is called. The types are listed once, when first asked for.</summary>
internal sealed class SourceImplementations(Compilation compilation)
{
    private readonly Lazy<IReadOnlyList<INamedTypeSymbol>> _types = new(() => [.. Types(compilation.Assembly.GlobalNamespace)]);

    /// <summary>Returns the method itself where it has a body, and what implements or overrides it here.</summary>
    public IReadOnlyList<IMethodSymbol> Of(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!definition.ContainingAssembly.Is(compilation.Assembly))
        {
            return [];
        }

        var isInterface = definition.ContainingType.TypeKind == TypeKind.Interface;
        List<IMethodSymbol> found = definition.IsAbstract ? [] : [definition];
        if (!isInterface && !definition.IsAbstract && !definition.IsVirtual)
        {
            return found;
        }

        foreach (var type in _types.Value)
        {
            var target = isInterface ? Implementation(type, definition) : Override(type, definition);
            if (target is not null && !found.Contains(target, SymbolEqualityComparer.Default))
            {
                found.Add(target);
            }
        }

        return found;
    }

    private static IMethodSymbol? Implementation(INamedTypeSymbol type, IMethodSymbol member)
    {
        if (type.TypeKind == TypeKind.Interface || !type.AllInterfaces.Any(candidate => candidate.Is(member.ContainingType)))
        {
            return null;
        }

        var constructed = type.AllInterfaces.First(candidate => candidate.Is(member.ContainingType)).GetMembers(member.Name).FirstOrDefault(candidate => candidate.Is(member));
        return constructed is null ? null : type.FindImplementationForInterfaceMember(constructed)?.OriginalDefinition as IMethodSymbol;
    }

    private static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol member)
    {
        foreach (var candidate in type.GetMembers(member.Name))
        {
            for (var overridden = (candidate as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (overridden.Is(member))
                {
                    return (IMethodSymbol)candidate;
                }
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var inner in member is INamespaceOrTypeSymbol next ? Types(next) : [])
            {
                yield return inner;
            }
        }
    }
}
