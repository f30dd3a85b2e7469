using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Gives the client a handler that opens its connections anew.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class LongLivedClientFix() : RuleFix("CNS4002", "Renew the connections every two minutes")
{
    private const string Handler = "new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }";

    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not BaseObjectCreationExpressionSyntax creation)
        {
            return null;
        }

        if (creation.ArgumentList is { Arguments.Count: > 0 } given)
        {
            return given.Arguments[0].Expression is ObjectCreationExpressionSyntax { Initializer: null, Type: IdentifierNameSyntax { Identifier.ValueText: "SocketsHttpHandler" }, ArgumentList.Arguments.Count: 0 } bare
                ? (bare, SyntaxFactory.ParseExpression(Handler).WithTriviaFrom(bare))
                : null;
        }

        var arguments = SyntaxFactory.ParseArgumentList($"({Handler})");
        if (creation is ObjectCreationExpressionSyntax { ArgumentList: null, Type: var type } named)
        {
            return (creation, named.WithType(type.WithoutTrailingTrivia()).WithArgumentList(arguments.WithTrailingTrivia(type.GetTrailingTrivia())));
        }

        return (creation, creation.WithArgumentList(arguments.WithTriviaFrom(creation.ArgumentList!)));
    }
}
