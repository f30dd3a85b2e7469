using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Health;

/// <summary>Maps the health checks right before the application of the same file runs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class UnreachableChecksFix() : RuleFix("CNS1005", "Map the health checks")
{
    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        var root = node.SyntaxTree.GetRoot(cancellation);
        foreach (var run in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (run is { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax app } } && run.CalledName() is "Run" or "RunAsync"
                && model.GetTypeInfo(app, cancellation).Type.IsOrInherits(KnownSymbols.Of(model.Compilation).WebApplication)
                && run.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement)
            {
                var map = SyntaxFactory.ParseStatement($"{app.Identifier.Text}.MapHealthChecks(\"/health\");{Layout.NewLine(root)}");
                return Before(statement, map);
            }
        }

        return null;
    }

    // The statement keeps the comments above it; the new one takes its indentation.
    private static (SyntaxNode, SyntaxNode)? Before(StatementSyntax statement, StatementSyntax map)
    {
        var indentation = SyntaxFactory.TriviaList(statement.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        var indented = statement.WithLeadingTrivia(indentation);
        map = map.WithLeadingTrivia(statement.GetLeadingTrivia());
        return statement.Parent switch
        {
            BlockSyntax block => (block, block.ReplaceNode(statement, [map, indented])),
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global =>
                (unit, unit.ReplaceNode(global, [SyntaxFactory.GlobalStatement(map), global.WithStatement(indented)])),
            _ => null,
        };
    }
}
