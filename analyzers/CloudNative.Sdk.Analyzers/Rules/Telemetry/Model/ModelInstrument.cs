using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>One place that creates an instrument.</summary>
/// <param name="Definition">What it is created as.</param>
/// <param name="Meter">The name of its meter; null where it is not known.</param>
/// <param name="MeterVariable">The variable that holds the meter; null where it is not one.</param>
/// <param name="Variable">The variable that holds the instrument; null where it is used at once.</param>
internal sealed record ModelInstrument(InstrumentDefinition Definition, string? Meter, ISymbol? MeterVariable, ISymbol? Variable)
{
    public string Name => Definition.Name!;

    public Location Location => (Definition.Call.Argument("name")?.Syntax ?? Definition.Call.Syntax).GetLocation();
}
