using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Finds how code at one place can read the configuration.</summary>
internal static class ConfigurationReads
{
    /// <summary>Returns the expression of the configuration: a value in scope, that of the builder, or a service of the provider; null for none.</summary>
    public static string? At(SemanticModel model, SyntaxNode place, CancellationToken cancellation)
    {
        var symbols = KnownSymbols.Of(model.Compilation);
        if (symbols.Configuration is null)
        {
            return null;
        }

        if (ScopeSymbols.NameOf(model, place.SpanStart, cancellation, symbols.Configuration) is { } configuration)
        {
            return configuration;
        }

        if (ScopeSymbols.NameOf(model, place.SpanStart, cancellation, symbols.HostApplicationBuilder) is { } builder)
        {
            return builder + ".Configuration";
        }

        return null;
    }

    /// <summary>Returns whether a value can be read at the place at all: not in a constant, an attribute, a default of a parameter.</summary>
    public static bool IsPossible(SyntaxNode place) => !place.Ancestors().Any(node => node is AttributeSyntax or ParameterSyntax
        || (node is FieldDeclarationSyntax field && field.Modifiers.Any(modifier => modifier.ValueText is "const" or "static"))
        || (node is LocalDeclarationStatementSyntax { IsConst: true }));
}
