using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3002.</summary>
internal sealed class BareInstrumentRule() : Rule(TelemetryRules.BareInstrument)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.BareInstrument.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Meter, null, (context, call) => Judge(context, symbols, call));
    }

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, symbols, context.CancellationToken) is not { Name.Length: > 0 } instrument)
        {
            return;
        }

        var lacksUnit = instrument.Kind == "Histogram" && IsMissing(call.Argument("unit"));
        var lacksDescription = IsMissing(call.Argument("description"));
        if (lacksUnit || lacksDescription)
        {
            var missing = lacksUnit && lacksDescription ? "unit and no description" : lacksUnit ? "unit" : "description";
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), instrument.Name, missing));
        }
    }

    private static bool IsMissing(IOperation? argument) =>
        argument is null || argument.Unwrap().ConstantValue is { HasValue: true, Value: null or "" } || argument.Unwrap() is IDefaultValueOperation;
}
