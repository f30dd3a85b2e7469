using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Generation.Classification;

/// <summary>A type of the project that is classified somewhere, ready to be written.</summary>
/// <param name="Argument">The attribute's argument: <c>typeof(…)</c>, or the name of a type that cannot be referred to.</param>
/// <param name="PersonalData">The members that are personal data.</param>
/// <param name="Secrets">The members that are secrets.</param>
internal sealed record ClassifiedType(string Argument, EquatableArray<string> PersonalData, EquatableArray<string> Secrets)
{
    public static ClassifiedType? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        if (ClassificationGenerator.IsWanted(context.SemanticModel.Compilation)
            && context.SemanticModel.GetDeclaredSymbol(context.Node, cancellation) is INamedTypeSymbol { IsStatic: false } type
            && TypeClassification.Of(context.SemanticModel.Compilation) is var types
            && types.IsClassified(type, cancellation))
        {
            var members = types.MembersOf(type);
            return new ClassifiedType(ArgumentOf(type), Names(members, DataClass.PersonalData), Names(members, DataClass.Secret));
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
            if (current.IsFileLocal || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;
}
