using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Makes a channel bounded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnboundedQueueFix() : RuleFix("CNS4010", "Bound the channel to 10,000 entries (review the number)")
{
    private const string Capacity = "10_000";

    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax name } access } call)
        {
            return null;
        }

        var changed = call.WithExpression(access.WithName(name.WithIdentifier(SyntaxFactory.Identifier("CreateBounded"))));
        if (call.ArgumentList.Arguments.Count == 0)
        {
            return (call, changed.AddArgumentListArguments(SyntaxFactory.Argument(SyntaxFactory.ParseExpression(Capacity))));
        }

        // The options of both kinds have the same properties.
        return changed.ArgumentList.Arguments[0].Expression is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "UnboundedChannelOptions" } type } options
            ? (call, changed.ReplaceNode(options, options
                .WithType(SyntaxFactory.IdentifierName("BoundedChannelOptions").WithLeadingTrivia(type.GetLeadingTrivia()))
                .WithArgumentList(SyntaxFactory.ParseArgumentList($"({Capacity})").WithTrailingTrivia(options.ArgumentList is { } given ? given.GetTrailingTrivia() : type.GetTrailingTrivia()))))
            : null;
    }
}
