using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3015.</summary>
internal sealed class SuccessOnlyDurationRule() : Rule(TelemetryRules.SuccessOnlyDuration)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.SuccessOnlyDuration.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Histogram, "Record", (context, call) => Judge(context, symbols, call));
        foreach (var (type, method) in PrometheusRecordings.All)
        {
            if (method == "Observe")
            {
                registry.OnCall(symbols.Find(type), method, (context, call) => Judge(context, symbols, call));
            }
        }
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (TryAround(call) is not { Finally: null, Catches.Length: > 0 } attempt || call.Arguments.Length == 0
            || new MeasuredTime(symbols, context.CancellationToken).StartOf(call.Arguments[0].Value) is not { } start
            || !AwaitsBetween(attempt, start, call) || !LosesFailures(attempt, start, symbols) || IsOfSuccesses(call, symbols, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), DeclaredInstrument.Behind(call.Instance, symbols, context.CancellationToken)?.Name ?? call.Instance?.Syntax.ToString()));
    }

    // The innermost try whose body holds the call, in the same function; none where the call is part of a catch.
    private static ITryOperation? TryAround(IOperation call)
    {
        for (var (child, parent) = (call, call.Parent); parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation); (child, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation attempt)
            {
                return attempt.Body == child ? attempt : null;
            }
        }

        return null;
    }

    private static bool AwaitsBetween(ITryOperation attempt, ILocalSymbol start, IOperation call)
    {
        var from = start.DeclaringSyntaxReferences[0].Span.End;
        foreach (var operation in attempt.Body.Descendants())
        {
            if (operation is IAwaitOperation && operation.Syntax.SpanStart > from && operation.Syntax.SpanStart < call.Syntax.SpanStart)
            {
                return true;
            }
        }

        return false;
    }

    // Some failure is caught that is no cancellation, and no catch records or hands the start to somebody who might.
    private static bool LosesFailures(ITryOperation attempt, ILocalSymbol start, KnownSymbols symbols)
    {
        var canceled = symbols.Find("System.OperationCanceledException");
        return attempt.Catches.Any(clause => !clause.ExceptionType.IsOrInherits(canceled)) && !attempt.Catches.Any(clause => clause.Handler.Descendants().Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod.Name: "Record" or "Observe" } => true,
            IInvocationOperation inner when LogCall.Of(inner, symbols) is null => inner.GivenValues().Any(value => value.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && local.Local.Is(start))),
            _ => false,
        }));
    }

    private static bool IsOfSuccesses(IInvocationOperation call, KnownSymbols symbols, CancellationToken cancellation) =>
        Says(call.Instance?.Syntax.ToString()) || Says(DeclaredInstrument.Behind(call.Instance, symbols, cancellation)?.Name);

    private static bool Says(string? name) => name?.IndexOf("success", StringComparison.OrdinalIgnoreCase) >= 0;
}
