using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Waits at the end of the catch clause.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class RetryLoopFix() : RuleFix("CNS4005", "Wait before the next attempt")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations.Count == 0
            || node.SyntaxTree.GetRoot(cancellation).FindToken(diagnostic.AdditionalLocations[0].SourceSpan.Start).Parent is not CatchClauseSyntax clause
            || !TokenInScope.IsAsync(clause)
            || clause.Block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "Delay"))
        {
            return null;
        }

        var token = TokenInScope.At(clause.Block, model) is { } name ? ", " + name : "";
        return (clause.Block, clause.Block.WithLast($"await Task.Delay(TimeSpan.FromSeconds(5){token});"));
    }
}
