using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes;

/// <summary>Gives the exception of a catch clause a name.</summary>
internal static class CatchText
{
    private const string Name = "ex";

    /// <summary>Gets the clause with a variable, and its name.</summary>
    public static (CatchClauseSyntax Clause, string Name) Named(this CatchClauseSyntax clause)
    {
        if (clause.Declaration is { Identifier.RawKind: not 0 } named)
        {
            return (clause, named.Identifier.ValueText);
        }

        if (clause.Declaration is { } declaration)
        {
            var type = declaration.Type.WithTrailingTrivia(SyntaxFactory.Space);
            return (clause.WithDeclaration(declaration.WithType(type).WithIdentifier(SyntaxFactory.Identifier(Name))), Name);
        }

        var added = SyntaxFactory.CatchDeclaration(SyntaxFactory.IdentifierName("Exception").WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Identifier(Name));
        return (clause.WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space)).WithDeclaration(added.WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia)), Name);
    }

    /// <summary>Gets the clause with a log call as its first statement.</summary>
    public static CatchClauseSyntax Logged(this CatchClauseSyntax clause, string logger, string work)
    {
        var (named, exception) = clause.Named();
        return named.WithBlock(named.Block.WithFirst($"{logger}.LogError({exception}, \"{work} failed\");"));
    }
}
