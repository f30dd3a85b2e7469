using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>Knows what the text of a type, its <c>ToString()</c>, is made by.</summary>
internal static class TypeText
{
    /// <summary>Returns whether the text may show more than the name of the type.</summary>
    public static bool IsOwn(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            if (current.IsRecord || Declares(current, nameof(ToString)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the text is that of a record as the compiler makes it, which shows all public members.</summary>
    public static bool IsOfRecord(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            if (!current.IsRecord || Declares(current, nameof(ToString)) || Declares(current, "PrintMembers"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Declares(INamedTypeSymbol type, string method) =>
        type.GetMembers(method).Any(member => member is IMethodSymbol { IsStatic: false, IsImplicitlyDeclared: false });
}
