using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>A type of the project that is classified somewhere, ready to be written.</summary>
/// <param name="Argument">The attribute's argument: <c>typeof(…)</c>, or the name of a type that cannot be referred to.</param>
/// <param name="ShowsMembers">Whether all public members are shown, as the text of a record does.</param>
/// <param name="PersonalData">The members that are personal data.</param>
/// <param name="Secrets">The members that are secrets.</param>
internal sealed record ClassifiedType(string Argument, bool ShowsMembers, EquatableArray<string> PersonalData, EquatableArray<string> Secrets)
{
    public static ClassifiedType? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        if (ClassificationGenerator.IsWanted(context.SemanticModel.Compilation)
            && context.SemanticModel.GetDeclaredSymbol(context.Node, cancellation) is INamedTypeSymbol { IsStatic: false, CanBeReferencedByName: true } type
            && TypeClassification.Of(context.SemanticModel.Compilation) is var types
            && types.IsClassified(type, cancellation))
        {
            var members = types.MembersOf(type);
            var argument = ArgumentOf(type);
            var showsMembers = !type.IsGenericType && argument[0] == 't' && TypeText.IsOfRecord(type) && TypeClassification.ArePublic(type, members.Keys);
            return new ClassifiedType(argument, showsMembers, Names(members, DataClass.PersonalData), Names(members, DataClass.Secret));
        }

        return null;
    }

    private static EquatableArray<string> Names(IReadOnlyDictionary<string, DataClass> members, DataClass wanted) =>
        new([.. members.Where(member => member.Value == wanted).Select(member => member.Key)]);

    private static string ArgumentOf(INamedTypeSymbol type) =>
        !CanBeReferredTo(type) ? AttributeText.Literal(MetadataName(type))
        : $"typeof({(type.IsGenericType ? type.ConstructUnboundGenericType() : type).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";

    private static bool CanBeReferredTo(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || IsForbidden(current))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Code that names a type which is obsolete as an error, or experimental, does not compile.</summary>
    private static bool IsForbidden(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "ExperimentalAttribute"
        || (attribute.AttributeClass?.Name == nameof(ObsoleteAttribute) && attribute.ConstructorArguments.Any(argument => argument.Value is true)));

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;
}
