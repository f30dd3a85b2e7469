using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>What one type declares itself: its classified members, and the types that its values hold.</summary>
/// <param name="IsWhole">Whether the type is classified itself.</param>
/// <param name="Classified">The classified members by name, also those of a base that a contract or a parameter of this type classifies.</param>
/// <param name="Held">The types of the members.</param>
/// <param name="Bases">The base type and what it is made of.</param>
/// <param name="IsOpen">Whether a member may be of any type, and the text of the type may show it.</param>
internal sealed record DirectMembers(
    bool IsWhole, IReadOnlyDictionary<string, DataClass> Classified, IReadOnlyList<INamedTypeSymbol> Held, IReadOnlyList<INamedTypeSymbol> Bases, bool IsOpen)
{
    public static DirectMembers Read(INamedTypeSymbol type)
    {
        var classified = new Dictionary<string, DataClass>(StringComparer.Ordinal);
        var held = new HeldTypes();
        var bases = new HeldTypes();
        bases.Add(type.BaseType);
        foreach (var member in type.GetMembers())
        {
            if (ValueType(member) is { } valueType)
            {
                Add(classified, member.Name, DataClasses.Max(DataClasses.Of(member), OfOverridden(member)));
                held.Add(valueType);
            }
        }

        AddContracts(type, classified);
        AddParameters(type, classified);
        return new DirectMembers(DataClasses.Of(type) != DataClass.None, classified, held.Types, bases.Types, held.IsOpen && TypeText.IsOwn(type));
    }

    private static void Add(Dictionary<string, DataClass> classified, string name, DataClass found)
    {
        if (found != DataClass.None)
        {
            classified[name] = DataClasses.Max(found, classified.TryGetValue(name, out var known) ? known : DataClass.None);
        }
    }

    private static ITypeSymbol? ValueType(ISymbol member) => member switch
    {
        IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
        IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
        _ => null,
    };

    /// <summary>A property is what the property it overrides is.</summary>
    private static DataClass OfOverridden(ISymbol member)
    {
        var found = DataClass.None;
        for (var overridden = (member as IPropertySymbol)?.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
        {
            found = DataClasses.Max(found, DataClasses.Of(overridden));
        }

        return found;
    }

    /// <summary>A property is what the property it implements is; it may be a property of the base.</summary>
    private static void AddContracts(INamedTypeSymbol type, Dictionary<string, DataClass> classified)
    {
        foreach (var promised in type.AllInterfaces.SelectMany(contract => contract.GetMembers()))
        {
            if (promised is IPropertySymbol && DataClasses.Of(promised) is var found && found != DataClass.None)
            {
                Add(classified, (type.FindImplementationForInterfaceMember(promised) ?? promised).Name, found);
            }
        }
    }

    /// <summary>An attribute on a parameter of a constructor is about the property of that name, which may be one of the base.</summary>
    private static void AddParameters(INamedTypeSymbol type, Dictionary<string, DataClass> classified)
    {
        foreach (var parameter in type.InstanceConstructors.SelectMany(constructor => constructor.Parameters))
        {
            if (DataClasses.Of(parameter) is var found && found != DataClass.None)
            {
                Add(classified, MemberOf(type, parameter.Name), found);
            }
        }
    }

    private static string MemberOf(INamedTypeSymbol type, string parameter)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (ValueType(member) is not null && string.Equals(member.Name, parameter, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Name;
                }
            }
        }

        return parameter;
    }
}
