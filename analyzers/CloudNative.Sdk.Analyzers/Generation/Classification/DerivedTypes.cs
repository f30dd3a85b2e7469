using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>Finds the types that derive from another or implement it: those of the project, and those that a referenced project has written down.</summary>
internal sealed class DerivedTypes(Compilation compilation)
{
    private readonly Lazy<Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>> _derived = new(() => Read(compilation));

    public IReadOnlyList<INamedTypeSymbol> Of(INamedTypeSymbol type) => _derived.Value.TryGetValue(type.OriginalDefinition, out var types) ? types : [];

    private static Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> Read(Compilation compilation)
    {
        var derived = new Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        AddAll(compilation.Assembly.GlobalNamespace, derived);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (!AssemblyFacts.IsFramework(assembly.Name))
            {
                AddWritten(assembly, derived);
            }
        }

        return derived;
    }

    private static void AddAll(INamespaceSymbol space, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        foreach (var inner in space.GetNamespaceMembers())
        {
            AddAll(inner, derived);
        }

        AddTypes(space, derived);
    }

    /// <summary>Asks for the types alone: all members of a type cost their binding.</summary>
    private static void AddTypes(INamespaceOrTypeSymbol container, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        foreach (var type in container.GetTypeMembers())
        {
            if (type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false })
            {
                Add(type, derived);
            }

            AddTypes(type, derived);
        }
    }

    private static void AddWritten(IAssemblySymbol assembly, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ClassifiedTypeAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol type)
            {
                Add(type.OriginalDefinition, derived);
            }
        }
    }

    private static void Add(INamedTypeSymbol type, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        for (var current = type.BaseType; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            Add(current, type, derived);
        }

        foreach (var contract in type.AllInterfaces)
        {
            Add(contract, type, derived);
        }
    }

    private static void Add(INamedTypeSymbol above, INamedTypeSymbol type, Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> derived)
    {
        if (!derived.TryGetValue(above.OriginalDefinition, out var types))
        {
            derived[above.OriginalDefinition] = types = [];
        }

        types.Add(type);
    }
}
