using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3009.</summary>
internal sealed class NegativeCounterRule() : Rule(TelemetryRules.NegativeCounter)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.NegativeCounter.Descriptor();
    private static readonly string[] PrometheusCounters = ["Prometheus.Counter", "Prometheus.Counter+Child", "Prometheus.ICounter"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Counter, "Add", (context, call) => Judge(context, symbols, call));
        foreach (var type in PrometheusCounters)
        {
            registry.OnCall(symbols.Find(type), "Inc", (context, call) => Judge(context, symbols, call));
        }

        registry.OnUnboundCall("Inc", (context, call) => JudgeUnbound(context, symbols, call));
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: 0, ArgumentKind: ArgumentKind.Explicit })
            {
                Report(context, symbols, argument.Value, call.Instance?.Syntax);
            }
        }
    }

    // The type of the counter is unknown here as well: its name is what remains.
    private static void JudgeUnbound(OperationAnalysisContext context, KnownSymbols symbols, IInvalidOperation call)
    {
        if (((InvocationExpressionSyntax)call.Syntax).CalledOn() is { } counter && call.GivenValues().FirstOrDefault() is { } value
            && call.SemanticModel?.GetTypeInfo(counter, context.CancellationToken).Type is IErrorTypeSymbol { Name: "Counter" or "ICounter", Arity: 0 })
        {
            Report(context, symbols, value, counter);
        }
    }

    private static void Report(OperationAnalysisContext context, KnownSymbols symbols, IOperation value, SyntaxNode? counter)
    {
        if (new SignOf(symbols, context.CancellationToken).IsNegative(value))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), counter?.ToString() ?? "counter", value.Syntax.ToString()));
        }
    }
}
