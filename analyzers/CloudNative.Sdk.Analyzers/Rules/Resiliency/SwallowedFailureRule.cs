using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>CNS4012.</summary>
internal sealed class SwallowedFailureRule() : Rule(ResiliencyRules.SwallowedFailure)
{
    private static readonly DiagnosticDescriptor Swallowed = ResiliencyRules.SwallowedFailure.Descriptor();
    private static readonly DiagnosticDescriptor AsResult = ResiliencyRules.SwallowedFailure.Descriptor(ResiliencyRules.FailureAsResultMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Swallowed, AsResult];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCatch((context, clause) =>
        {
            if (!clause.IsCatchAll(symbols) || clause.Syntax is not CatchClauseSyntax { Parent: TryStatementSyntax statement } syntax || statement.Block.Statements.Count == 0
                || !CatchFate.Of(clause, symbols, context.CancellationToken).IsLost)
            {
                return;
            }

            var allowed = ResiliencyRules.AllowComment.Words(registry.Options.AnalyzerConfigOptionsProvider, syntax.SyntaxTree).Contains("true");
            if ((Cleanup.IsExplained(syntax.Block) && (allowed || Cleanup.Is(statement))) || SwallowedFailure.IsAnAnswer(syntax, statement) || SwallowedFailure.IsTriedAgain(syntax, statement)
                || SwallowedFailure.IsParsing(statement) || SwallowedFailure.IsOnlyRead(statement) || SwallowedFailure.IsOnlyDelay(statement) || Cleanup.IsOnlyRelease(statement))
            {
                return;
            }

            var descriptor = SwallowedFailure.ReturnsNormally(syntax) ? AsResult : Swallowed;
            context.ReportDiagnostic(Diagnostic.Create(descriptor, syntax.CatchKeyword.GetLocation(), SwallowedFailure.Work(statement)));
        });
    }
}
