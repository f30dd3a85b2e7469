using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Logging;

/// <summary>CNS6002.</summary>
internal sealed class MissingExceptionRule() : Rule(LoggingRules.MissingException)
{
    private static readonly DiagnosticDescriptor Descriptor = LoggingRules.MissingException.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCatch((context, clause) =>
        {
            var fate = CatchFate.Of(clause, symbols, context.CancellationToken);
            if (fate.Logs.Count == 0 || fate.Throws || fate.LogsException || fate.HandsOn)
            {
                return;
            }

            var syntax = (CatchClauseSyntax)clause.Syntax;
            var isCatchAll = clause.IsCatchAll(symbols) || IsAllButCancellation(clause, symbols);
            if (!isCatchAll && (clause.Filter is not null || IsExpected(clause, syntax, registry)))
            {
                return;
            }

            foreach (var log in fate.Logs)
            {
                if (log.Target == LogTarget.Generated || log.GivesException(symbols))
                {
                    return;
                }
            }

            foreach (var log in fate.Logs)
            {
                if (log.Target == LogTarget.Logger && (isCatchAll || log.Severity >= LogSeverity.Warning) && TakesExceptions(log.Call, symbols))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, log.Call.Syntax.GetLocation(), log.Call.CalledName()));
                    return;
                }
            }
        });
    }

    // A logger of one's own, or an event source, that has no place for an exception anywhere.
    private static bool TakesExceptions(IOperation call, KnownSymbols symbols)
    {
        if (call is not IInvocationOperation { TargetMethod: var method })
        {
            return true;
        }

        return !FailureRecord.IsEvent(method)
            && (HasPlaceForOne(method.ContainingType, symbols) || (method.ExtendedType() is INamedTypeSymbol extended && HasPlaceForOne(extended, symbols)));
    }

    private static bool HasPlaceForOne(INamedTypeSymbol type, KnownSymbols symbols)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (DeclaresOneFor(current, symbols))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(implemented => DeclaresOneFor(implemented, symbols));
    }

    private static bool DeclaresOneFor(INamedTypeSymbol type, KnownSymbols symbols)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol method && method.Parameters.Any(parameter => parameter.Type.IsOrInherits(symbols.Exception)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExpected(ICatchClauseOperation clause, CatchClauseSyntax syntax, RuleRegistry registry)
    {
        var expected = LoggingRules.ExpectedTypes.Words(registry.Options.AnalyzerConfigOptionsProvider, syntax.SyntaxTree);
        for (ITypeSymbol? type = clause.ExceptionType; type is not null; type = type.BaseType)
        {
            if (Array.IndexOf(expected, type.Name) >= 0)
            {
                return true;
            }
        }

        return clause.ExceptionType is null or IErrorTypeSymbol && syntax.Declaration?.Type.LastTypeName() is { } name && Array.IndexOf(expected, name) >= 0;
    }

    // catch (Exception ex) when (ex is not OperationCanceledException)
    private static bool IsAllButCancellation(ICatchClauseOperation clause, KnownSymbols symbols) =>
        clause.ExceptionType.Is(symbols.Exception) && clause.Filter?.Syntax.ToString() is { } filter && filter.Contains("is not") && filter.Contains("Cancel") && !filter.Contains("||");
}
