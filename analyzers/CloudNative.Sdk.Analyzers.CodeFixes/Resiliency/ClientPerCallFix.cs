using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Asks the factory in scope for the client.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class ClientPerCallFix() : RuleFix("CNS4001", "Take the client from IHttpClientFactory")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        node is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null } creation
        && model.GetTypeInfo(creation, cancellation).Type is { Name: "HttpClient" } type && type.ContainingNamespace.ToDisplayString() == "System.Net.Http"
        && InScope.OfType(creation, model, "IHttpClientFactory", "System.Net.Http") is { } factory
            ? (creation, SyntaxFactory.ParseExpression(factory + ".CreateClient()").WithTriviaFrom(creation))
            : null;
}
