using System.Globalization;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>What the members of a class are called and must be when a section is bound to it.</summary>
internal static class ConfigurationType
{
    private const int MaxDepth = 4;

    /// <summary>One key of a section.</summary>
    internal sealed record Member(string Key, string Type, bool IsRequired, bool IsSecret, string? Min, string? Max);

    public static IEnumerable<Member> MembersOf(ITypeSymbol type, string section, CancellationToken cancellation) => MembersOf(type, section, [type], cancellation);

    /// <summary>Gets the name of a type whose value is one key or a list or a map of keys; null for a class with members of its own.</summary>
    public static string? NameOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => NameOf(nullable.TypeArguments[0]),
        { SpecialType: not SpecialType.None and not SpecialType.System_Collections_IEnumerable } => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(),
        IArrayTypeSymbol array => ElementOf(array.ElementType),
        INamedTypeSymbol named when named.AllInterfaces.Append(named).Any(contract => contract.Name is "IDictionary" or "IReadOnlyDictionary") => "map",
        INamedTypeSymbol { TypeArguments.Length: 1 } named when named.AllInterfaces.Append(named).Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable) => ElementOf(named.TypeArguments[0]),
        INamedTypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Struct } named => named.ReflectionName(),
        INamedTypeSymbol named when named.ContainingAssembly is not { Name: var assembly } || AssemblyFacts.IsFramework(assembly) => named.ReflectionName(),
        _ => null,
    };

    private static string ElementOf(ITypeSymbol element) => (NameOf(element) ?? (element as INamedTypeSymbol)?.ReflectionName() ?? "object") + "[]";

    private static IEnumerable<Member> MembersOf(ITypeSymbol type, string section, List<ITypeSymbol> within, CancellationToken cancellation)
    {
        foreach (var property in Bindable(type))
        {
            cancellation.ThrowIfCancellationRequested();
            var attributes = property.GetAttributes();
            var key = section + ":" + (Argument(attributes, "ConfigurationKeyNameAttribute", 0) as string ?? property.Name);
            if (NameOf(property.Type) is { } name)
            {
                yield return new Member(
                    key, name, property.IsRequired || Has(attributes, "RequiredAttribute"), property.Type.Name == "SecureString",
                    Number(Argument(attributes, "RangeAttribute", 0)), Number(Argument(attributes, "RangeAttribute", 1)));
            }
            else if (within.Count < MaxDepth && !within.Contains(property.Type, SymbolEqualityComparer.Default))
            {
                foreach (var member in MembersOf(property.Type, key, [.. within, property.Type], cancellation))
                {
                    yield return member;
                }
            }
        }
    }

    private static IEnumerable<IPropertySymbol> Bindable(ITypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod.DeclaredAccessibility: Accessibility.Public, Type: not IErrorTypeSymbol } && seen.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    private static bool Has(IEnumerable<AttributeData> attributes, string name) => attributes.Any(attribute => attribute.AttributeClass?.Name == name);

    private static object? Argument(IEnumerable<AttributeData> attributes, string name, int position) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeClass?.Name == name) is { } found && found.ConstructorArguments.Length > position && found.ConstructorArguments[position] is { Kind: TypedConstantKind.Primitive } value ? value.Value : null;

    // Range(typeof(T), "min", "max") bounds what is written otherwise than a number.
    private static string? Number(object? bound) => bound is int or double ? ((IFormattable)bound).ToString(null, CultureInfo.InvariantCulture) : null;
}
