using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Units;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>
/// Recordings on an instrument that a constructor received. Its unit is known when all creations of that type of instrument in the compilation agree.
/// </summary>
internal sealed class ReceivedInstruments(DiagnosticDescriptor descriptor)
{
    private readonly ConcurrentQueue<(ITypeSymbol Type, DeclaredInstrument Instrument)> _creations = new();
    private readonly ConcurrentQueue<(ITypeSymbol Type, IOperation Value, MeasuredUnit Unit)> _recordings = new();

    /// <summary>Returns whether an expression is a parameter of a constructor, or a field or property that only ever gets one.</summary>
    public static bool IsReceived(IOperation? instrument, KnownSymbols symbols, CancellationToken cancellation)
    {
        var symbol = instrument?.ReferencedSymbol();
        if (symbol is IFieldSymbol or IPropertySymbol)
        {
            symbol = AssignedValue.Of(symbol, symbols.Compilation, cancellation)?.ReferencedSymbol();
        }

        return symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };
    }

    public void AddCreation(ITypeSymbol type, DeclaredInstrument instrument) => _creations.Enqueue((type, instrument));

    public void AddRecording(ITypeSymbol type, IOperation value, MeasuredUnit unit) => _recordings.Enqueue((type, value, unit));

    public void Report(CompilationAnalysisContext context)
    {
        foreach (var (type, value, unit) in _recordings)
        {
            var created = _creations.Where(creation => SymbolEqualityComparer.Default.Equals(creation.Type, type)).Select(creation => creation.Instrument).ToList();
            if (created.Count > 0 && created[0].Unit is { } declared && created.All(other => other.Unit == declared) && unit.Contradicts(declared))
            {
                context.ReportDiagnostic(UnitMismatch.Create(descriptor, value, unit, declared, created.Count == 1 ? created[0].Name : null));
            }
        }
    }
}
