using CloudNative.Sdk.Analyzers.Rules.Resiliency;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.CodeFixes.Resiliency;

/// <summary>Logs the exception.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
internal sealed class SwallowedFailureFix() : RuleFix("CNS4012", "Log the exception")
{
    protected override bool IsCheckedByCompiler => true;

    protected override (SyntaxNode Old, SyntaxNode New)? Replace(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation) =>
        node.FirstAncestorOrSelf<CatchClauseSyntax>() is { Parent: TryStatementSyntax statement } clause && InScope.Logger(clause.Block, model) is { } logger
            ? (clause, clause.Logged(logger, SwallowedFailure.Work(statement)))
            : null;
}
