using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>What one type declares itself: its classified members, and the types that its values hold.</summary>
internal sealed record DirectMembers(bool IsWhole, IReadOnlyDictionary<string, DataClass> Classified, IReadOnlyList<INamedTypeSymbol> Held)
{
    public static DirectMembers Read(INamedTypeSymbol type)
    {
        var classified = new Dictionary<string, DataClass>(StringComparer.Ordinal);
        var held = new List<INamedTypeSymbol>();
        AddHeld(type.BaseType, held);
        foreach (var member in type.GetMembers())
        {
            if (ValueType(member) is not { } valueType)
            {
                continue;
            }

            var found = DataClasses.Max(DataClasses.Of(member), DataClasses.Max(OfContract(member, type), OfParameter(member, type)));
            if (found != DataClass.None)
            {
                classified[member.Name] = found;
            }

            AddHeld(valueType, held);
        }

        return new DirectMembers(DataClasses.Of(type) != DataClass.None, classified, held);
    }

    private static ITypeSymbol? ValueType(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
        IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
        _ => null,
    };

    /// <summary>A property is what the property it overrides or implements is.</summary>
    private static DataClass OfContract(ISymbol member, INamedTypeSymbol type)
    {
        var found = DataClass.None;
        for (var overridden = (member as IPropertySymbol)?.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
        {
            found = DataClasses.Max(found, DataClasses.Of(overridden));
        }

        foreach (var contract in type.AllInterfaces)
        {
            foreach (var promised in contract.GetMembers(member.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(promised), member))
                {
                    found = DataClasses.Max(found, DataClasses.Of(promised));
                }
            }
        }

        return found;
    }

    /// <summary>An attribute on a parameter of a positional record is about the property that the parameter makes.</summary>
    private static DataClass OfParameter(ISymbol member, INamedTypeSymbol type)
    {
        if (!type.IsRecord || member is not IPropertySymbol)
        {
            return DataClass.None;
        }

        var found = DataClass.None;
        foreach (var parameter in type.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
        {
            if (parameter.Name == member.Name)
            {
                found = DataClasses.Max(found, DataClasses.Of(parameter));
            }
        }

        return found;
    }

    /// <summary>Adds what a member's type is made of: the type, the elements of an array, the arguments of a generic type.</summary>
    private static void AddHeld(ITypeSymbol? type, List<INamedTypeSymbol> held)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddHeld(array.ElementType, held);
                break;
            case INamedTypeSymbol { SpecialType: SpecialType.None } named:
                if (MayBeClassified(named))
                {
                    held.Add(named.OriginalDefinition);
                }

                foreach (var argument in named.TypeArguments)
                {
                    AddHeld(argument, held);
                }

                break;
        }
    }

    /// <summary>Of .NET's own types only those of Identity carry such attributes.</summary>
    private static bool MayBeClassified(INamedTypeSymbol type) =>
        type.ContainingAssembly?.Name is { } assembly && (!ReferencedFacts.IsFramework(assembly) || assembly.Contains(".Identity"));
}
