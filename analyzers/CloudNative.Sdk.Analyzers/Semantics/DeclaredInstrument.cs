using CloudNative.Sdk.Analyzers.Semantics.Units;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>The name and unit that an instrument was created with, by System.Diagnostics.Metrics or prometheus-net.</summary>
internal sealed class DeclaredInstrument
{
    private DeclaredInstrument(string? name, MeasuredUnit? unit) => (Name, Unit) = (name, unit);

    public string? Name { get; }

    /// <summary>Gets the unit; null where none is declared or it is not known.</summary>
    public MeasuredUnit? Unit { get; }

    /// <summary>Reads the call that creates an instrument; null for another call.</summary>
    public static DeclaredInstrument? TryRead(IInvocationOperation call, KnownSymbols symbols, CancellationToken cancellation)
    {
        if (InstrumentDefinition.TryRead(call, symbols, cancellation) is { } instrument)
        {
            var unit = instrument.HasUnknownUnit ? null
                : string.IsNullOrEmpty(instrument.Unit) ? MeasuredUnit.FromInstrumentName(instrument.Name)
                : MeasuredUnit.FromUcum(instrument.Unit);
            return new DeclaredInstrument(instrument.Name, unit);
        }

        if (call.TargetMethod.ContainingType.Is(symbols.PrometheusMetrics) && call.TargetMethod.Name.StartsWith("Create", StringComparison.Ordinal))
        {
            var name = ConstantText.Of(call.Argument("name"), cancellation);
            return new DeclaredInstrument(name, MeasuredUnit.FromInstrumentName(name));
        }

        return null;
    }

    /// <summary>Finds the creation of the instrument that an expression refers to; null where it is not certain.</summary>
    public static DeclaredInstrument? Behind(IOperation? reference, KnownSymbols symbols, CancellationToken cancellation)
    {
        for (var step = 0; reference is not null && step < 4; step++)
        {
            switch (reference.Unwrap())
            {
                // histogram.WithLabels("a").Observe(1)
                case IInvocationOperation { TargetMethod.Name: "WithLabels", Instance: { } family }:
                    reference = family;
                    break;
                case IInvocationOperation call:
                    return TryRead(call, symbols, cancellation);
                case var other when other.ReferencedSymbol() is { } symbol:
                    reference = AssignedValue.Of(symbol, symbols.Compilation, cancellation);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
