using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>CNS6003.</summary>
internal sealed class QuietFailureRule() : Rule(LoggingRules.QuietFailure)
{
    private static readonly DiagnosticDescriptor Descriptor = LoggingRules.QuietFailure.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCatch((context, clause) =>
        {
            if (!clause.IsCatchAll(symbols) || clause.Syntax is not CatchClauseSyntax { Parent: TryStatementSyntax statement } syntax)
            {
                return;
            }

            var fate = CatchFate.Of(clause, symbols, context.CancellationToken);
            if (!fate.LogsException || fate.Throws || fate.Returns || fate.Records || fate.HandsOn || fate.Stores || Cleanup.Is(statement) || ReturnsValue(syntax))
            {
                return;
            }

            LogCall? quiet = null;
            foreach (var log in fate.Logs)
            {
                if (log.Severity is not (LogSeverity.Trace or LogSeverity.Debug or LogSeverity.Information))
                {
                    return;
                }

                quiet ??= log;
            }

            if (quiet is { } found && !GivesUpLoudly(statement, syntax))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, found.Call.Syntax.GetLocation(), found.Call.CalledName(), found.Severity));
            }
        });
    }

    private static bool ReturnsValue(CatchClauseSyntax clause) => clause.Block.NodesHere().Any(node => node is ReturnStatementSyntax { Expression: not null });

    // An attempt of several: what fails for good is thrown or logged elsewhere in the function.
    private static bool GivesUpLoudly(TryStatementSyntax statement, CatchClauseSyntax clause)
    {
        if (!statement.Ancestors().TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax))
            .Any(node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax))
        {
            return false;
        }

        return statement.EnclosingFunction().NodesHere().Any(node => !clause.Span.Contains(node.Span) && node switch
        {
            ThrowStatementSyntax => true,
            InvocationExpressionSyntax call => call.CalledName() is "LogWarning" or "LogError" or "LogCritical",
            _ => false,
        });
    }
}
