using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Finds a service that code at a place can use by its name alone.</summary>
internal static class InScope
{
    /// <summary>Gets the name of the logger in scope; with several, none is certain.</summary>
    public static string? Logger(SyntaxNode node, SemanticModel model) => OfType(node, model, "ILogger", "Microsoft.Extensions.Logging");

    /// <summary>Gets the name of the only value of a type, or of one that implements it, in scope.</summary>
    public static string? OfType(SyntaxNode node, SemanticModel model, string type, string space)
    {
        string? found = null;
        foreach (var symbol in model.LookupSymbols(node.SpanStart))
        {
            var value = symbol switch
            {
                IParameterSymbol parameter => parameter.Type,
                ILocalSymbol local when local.DeclaringSyntaxReferences[0].Span.End < node.SpanStart => local.Type,
                IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
                IPropertySymbol property => property.Type,
                _ => null,
            };
            if (value is not null && (IsNamed(value, type, space) || value.AllInterfaces.Any(implemented => IsNamed(implemented, type, space))))
            {
                if (found is not null)
                {
                    return null;
                }

                found = symbol.Name;
            }
        }

        return found;
    }

    private static bool IsNamed(ITypeSymbol type, string name, string space) => type.Name == name && type.ContainingNamespace?.ToDisplayString() == space;
}
