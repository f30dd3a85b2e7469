using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Units;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3003.</summary>
internal sealed class UnitCodeRule() : Rule(TelemetryRules.UnitCode)
{
    /// <summary>The code that the spelling stands for; absent where the scale would change.</summary>
    public const string CodeKey = "code";

    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.UnitCode.Descriptor();
    private static readonly DiagnosticDescriptor BaseDescriptor = TelemetryRules.UnitCode.Descriptor(
        "Unit '{0}' of '{1}' is no base unit. Record in '{2}' and mend the dashboards that read it, since conventions and default buckets are made for that.");

    private static readonly DiagnosticDescriptor UnnamedDescriptor = TelemetryRules.UnitCode.Descriptor(
        "'{0}' is in {1}, and the name '{2}' states no unit. Record {3} and end the name in '_{3}', or whoever reads it takes one for the other.");

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, BaseDescriptor, UnnamedDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        registry.OnCall(symbols.Meter, null, (context, call) => JudgeUnit(context, symbols, call));

        var units = new UnitInference(symbols);
        foreach (var (type, method) in PrometheusRecordings.All)
        {
            registry.OnCall(symbols.Find(type), method, (context, call) => JudgeValue(context, symbols, units, call));
        }
    }

    private static void JudgeUnit(OperationAnalysisContext context, KnownSymbols symbols, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, symbols, context.CancellationToken) is not { Unit: { Length: > 0 } unit } instrument)
        {
            return;
        }

        var place = call.Argument("unit")!.Syntax.GetLocation();
        if (UnitSpelling.Code(unit) is { } code)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, place, ImmutableDictionary<string, string?>.Empty.Add(CodeKey, code), unit, instrument.Name ?? instrument.Kind, code));
        }
        else if (UnitSpelling.Base(unit) is { } wanted)
        {
            context.ReportDiagnostic(Diagnostic.Create(BaseDescriptor, place, unit, instrument.Name ?? instrument.Kind, wanted));
        }
    }

    private static void JudgeValue(OperationAnalysisContext context, KnownSymbols symbols, UnitInference units, IInvocationOperation call)
    {
        if (call.Arguments.Length > 0 && call.Arguments[0] is { ArgumentKind: ArgumentKind.Explicit, Value: var value }
            && units.Of(value, context.CancellationToken) is { Dimension: Dimension.Time or Dimension.Bytes, Scale: not 1, Word: { } word } unit
            && DeclaredInstrument.Behind(call.Instance, symbols, context.CancellationToken) is { Unit: null, Name: { Length: > 0 } name } && !UnitNames.HasUnit(name))
        {
            context.ReportDiagnostic(Diagnostic.Create(UnnamedDescriptor, value.Syntax.GetLocation(), value.Syntax.ToString(), word, name, unit.Dimension == Dimension.Time ? "seconds" : "bytes"));
        }
    }
}
