using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Health;

/// <summary>Passes the caught exception to the result of a health check.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class HiddenFailureFix() : RuleFix("CNS1003", "Pass the exception to the result")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<ExpressionSyntax>(candidate => candidate is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) is not { } result
            || result.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause || (result as InvocationExpressionSyntax)?.CalledName() == "Healthy")
        {
            return null;
        }

        if (clause.Declaration?.Identifier.ValueText is { Length: > 0 } name)
        {
            return WithException(result, name) is { } changed ? (result, changed) : null;
        }

        var free = Layout.FreeName(clause, model, "ex", "exception", "failure");
        return WithException(result, free) is { } passed ? (clause, Named(clause.ReplaceNode(result, passed), free, Layout.TypeName("System.Exception", model, clause.Block.SpanStart))) : null;
    }

    private static ExpressionSyntax? WithException(ExpressionSyntax result, string name) => result switch
    {
        InvocationExpressionSyntax call => call.WithArgumentList(WithException(call.ArgumentList, 1, name)),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list } creation => creation.WithArgumentList(WithException(list, 2, name)),
        _ => null,
    };

    private static ArgumentListSyntax WithException(ArgumentListSyntax list, int position, string name)
    {
        var given = list.Arguments;
        var empty = given.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "exception")
            ?? (given.Count > position && given[position].NameColon is null ? given[position] : null);
        if (empty is not null)
        {
            return list.ReplaceNode(empty.Expression, SyntaxFactory.IdentifierName(name).WithTriviaFrom(empty.Expression));
        }

        var isPlaced = given.Count == position && given.All(argument => argument.NameColon is null);
        var added = SyntaxFactory.ParseArgumentList(isPlaced ? $"({name})" : $"(exception: {name})").Arguments[0];
        return list.AddArguments(given.Count > 0 ? added.WithLeadingTrivia(SyntaxFactory.Space) : added);
    }

    private static CatchClauseSyntax Named(CatchClauseSyntax clause, string name, string type)
    {
        if (clause.Declaration is { } declaration)
        {
            return clause.WithDeclaration(declaration.WithType(declaration.Type.WithoutTrailingTrivia()).WithIdentifier(
                SyntaxFactory.Identifier(name).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(declaration.Type.GetTrailingTrivia())));
        }

        var header = ((TryStatementSyntax)SyntaxFactory.ParseStatement($"try {{ }} catch ({type} {name}) {{ }}")).Catches[0].Declaration!;
        var keyword = clause.CatchKeyword;
        return clause.WithCatchKeyword(keyword.WithTrailingTrivia(SyntaxFactory.Space)).WithDeclaration(header.WithTrailingTrivia(keyword.TrailingTrivia));
    }
}
