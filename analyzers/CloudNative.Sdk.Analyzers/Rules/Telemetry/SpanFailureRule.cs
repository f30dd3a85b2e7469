using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3014.</summary>
internal sealed class SpanFailureRule() : Rule(TelemetryRules.SpanFailure)
{
    /// <summary>The local that holds the activity.</summary>
    public const string SpanKey = "span";

    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.SpanFailure.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.Activity is not null)
        {
            registry.OnCatch((context, clause) => Judge(context, symbols, clause));
        }
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, ICatchClauseOperation clause)
    {
        if (clause.Handler.Operations.Length == 0 || !clause.IsCatchAll(symbols) || IsRelease(clause.Syntax) || SpanAround(clause, symbols) is not { } span)
        {
            return;
        }

        var fate = CatchFate.Of(clause, symbols, context.CancellationToken);
        var record = new SpanRecord(symbols, context.CancellationToken);
        if (!fate.Throws && !fate.Stores && !record.IsMadeIn(clause.Handler) && !record.IsMadeAfter(clause))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, ((CatchClauseSyntax)clause.Syntax).CatchKeyword.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(SpanKey, span.Name), span.Name));
        }
    }

    // What is given up at the end is not the work of the span.
    private static bool IsRelease(SyntaxNode clause) =>
        clause.FirstAncestorOrSelf<FinallyClauseSyntax>() is not null && clause.Parent is TryStatementSyntax statement && Cleanup.IsOnlyRelease(statement);

    // The innermost activity that was started before the try and is still open in its catch.
    private static ILocalSymbol? SpanAround(ICatchClauseOperation clause, KnownSymbols symbols)
    {
        for (var (child, parent) = (clause.Parent!, clause.Parent!.Parent); parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); (child, parent) = (parent, parent.Parent))
        {
            var found = parent switch
            {
                IBlockOperation block => block.Operations.TakeWhile(operation => operation != child).Select(operation => StartedIn(operation, symbols)).LastOrDefault(local => local is not null),
                IUsingOperation resource => StartedIn(resource.Resources, symbols),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static ILocalSymbol? StartedIn(IOperation operation, KnownSymbols symbols)
    {
        var group = operation is IUsingDeclarationOperation resource ? resource.DeclarationGroup : operation as IVariableDeclarationGroupOperation;
        foreach (var declaration in group?.Declarations ?? [])
        {
            foreach (var declarator in declaration.Declarators)
            {
                if (declarator.Symbol.Type.Is(symbols.Activity) && declarator.GetVariableInitializer()?.Value is { } value
                    && value.DescendantsAndSelf().Any(call => call is IInvocationOperation { TargetMethod.Name: var name } && name.StartsWith("Start", StringComparison.Ordinal)))
                {
                    return declarator.Symbol;
                }
            }
        }

        return null;
    }
}
