using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>What the types of members are made of: the types, the elements of arrays, the arguments of generic types.</summary>
internal sealed class HeldTypes
{
    private readonly List<INamedTypeSymbol> _types = [];

    public IReadOnlyList<INamedTypeSymbol> Types => _types;

    /// <summary>Gets whether a value may be of any type: of <c>object</c>, of <c>dynamic</c>, or of one that others implement.</summary>
    public bool IsOpen { get; private set; }

    public void Add(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType);
                break;
            case IDynamicTypeSymbol:
                IsOpen = true;
                break;
            case INamedTypeSymbol named:
                AddNamed(named);
                break;
        }
    }

    private void AddNamed(INamedTypeSymbol named)
    {
        IsOpen |= IsOpenType(named);
        if (named.SpecialType == SpecialType.None && MayBeClassified(named))
        {
            _types.Add(named.OriginalDefinition);
        }

        foreach (var argument in named.TypeArguments)
        {
            Add(argument);
        }
    }

    private static bool IsOpenType(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Object or SpecialType.System_Collections_IEnumerable
        || (type.Name == nameof(Exception) && type.ContainingNamespace?.Name == nameof(System))
        || (type.IsAbstract && !type.IsStatic && !IsFramework(type))
        || (type is { TypeKind: TypeKind.Interface, IsGenericType: false } && type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable));

    /// <summary>Of .NET's own types only those of Identity carry such attributes; the interfaces of others are implemented by types of the project.</summary>
    private static bool MayBeClassified(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface || !IsFramework(type) || type.ContainingAssembly?.Name.Contains(".Identity") == true;

    private static bool IsFramework(INamedTypeSymbol type) => type.ContainingAssembly?.Name is not { } assembly || AssemblyFacts.IsFramework(assembly);
}
