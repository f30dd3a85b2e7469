using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3010.</summary>
internal sealed class DoubleDefinitionRule() : Rule(TelemetryRules.DoubleDefinition)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.DoubleDefinition.CompilationEndDescriptor();
    private static readonly DiagnosticDescriptor PrefixDescriptor =
        TelemetryRules.DoubleDefinition.CompilationEndDescriptor(TelemetryRules.NamespacePrefixMessage, DiagnosticSeverity.Info);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, PrefixDescriptor];

    public override void Register(RuleRegistry registry)
    {
        if (registry.Symbols.Meter is null)
        {
            return;
        }

        var model = TelemetryModel.Of(registry);
        registry.OnEnd(context => Judge(context, model));
    }

    private static void Judge(CompilationAnalysisContext context, TelemetryModel model)
    {
        foreach (var meter in model.Instruments().Where(instrument => MeterOf(instrument) is not null).GroupBy(MeterOf, MeterComparer.Instance))
        {
            var names = meter.GroupBy(instrument => instrument.Name, StringComparer.OrdinalIgnoreCase).ToList();
            foreach (var name in names)
            {
                Compare(context, [.. name]);
            }

            JudgePrefixes(context, [.. names.Select(name => name.First())]);
        }

        JudgeReferences(context, model);
    }

    // One name, or one variable where the name is not known: then it is still the same meter.
    private static object? MeterOf(ModelInstrument instrument) => (object?)instrument.Meter ?? instrument.MeterVariable;

    // What most places say is right; among equals the first.
    private static void Compare(CompilationAnalysisContext context, IReadOnlyList<ModelInstrument> created)
    {
        if (created.Count == 1)
        {
            return;
        }

        var usual = created.GroupBy(instrument => InstrumentShape.Of(instrument.Definition)).OrderByDescending(shape => shape.Count()).First();
        foreach (var instrument in created)
        {
            var shape = InstrumentShape.Of(instrument.Definition);
            if (shape.Contradicts(usual.Key))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, instrument.Location, [usual.First().Location], instrument.Name, shape.ShownAgainst(usual.Key), usual.Key.ShownAgainst(shape), "elsewhere"));
            }
        }
    }

    private static void JudgePrefixes(CompilationAnalysisContext context, IReadOnlyList<ModelInstrument> named)
    {
        foreach (var instrument in named)
        {
            var space = instrument.Name + ".";
            if (named.FirstOrDefault(other => other.Name.StartsWith(space, StringComparison.OrdinalIgnoreCase)) is { } inside)
            {
                context.ReportDiagnostic(Diagnostic.Create(PrefixDescriptor, instrument.Location, [inside.Location], instrument.Name, inside.Name));
            }
        }
    }

    private static void JudgeReferences(CompilationAnalysisContext context, TelemetryModel model)
    {
        if (!model.Instruments().Any(instrument => instrument.Meter is not null))
        {
            return;
        }

        var stated = model.ReferencedFacts(context.CancellationToken).Where(fact => fact.Kind == FactKinds.Instrument)
            .ToLookup(fact => (Meter: fact["meter"], Name: fact["name"]?.ToUpperInvariant()));
        foreach (var instrument in model.Instruments().Where(instrument => instrument.Meter is not null))
        {
            var shape = InstrumentShape.Of(instrument.Definition);
            if (stated[(instrument.Meter, instrument.Name.ToUpperInvariant())].FirstOrDefault(fact => InstrumentShape.Of(fact).Contradicts(shape)) is { } other)
            {
                var otherShape = InstrumentShape.Of(other);
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, instrument.Location, instrument.Name, shape.ShownAgainst(otherShape), otherShape.ShownAgainst(shape), $"in {other["from"]}"));
            }
        }
    }

    // Names by their text, variables by what they declare.
    private sealed class MeterComparer : IEqualityComparer<object?>
    {
        public static MeterComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) => x is ISymbol left && y is ISymbol right ? SymbolEqualityComparer.Default.Equals(left, right) : object.Equals(x, y);

        public int GetHashCode(object? obj) => obj is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : obj?.GetHashCode() ?? 0;
    }
}
