using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Tags;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>
/// The instruments of a compilation and the calls that record on them, collected concurrently while the compiler walks the code and put in order once, at its end.
/// </summary>
internal sealed class TelemetryModel
{
    private readonly KnownSymbols _symbols;
    private readonly ConcurrentQueue<ModelInstrument> _created = new();
    private readonly ConcurrentQueue<ModelRecording> _recorded = new();
    private readonly ConcurrentDictionary<IParameterSymbol, ConcurrentQueue<string?>> _givenMeters = new(SymbolEqualityComparer.Default);
    private volatile bool _hasUnknownNames;
    private ModelInstrument[]? _instruments;
    private ILookup<ISymbol, ModelRecording>? _recordings;
    private IReadOnlyList<Fact>? _facts;

    private TelemetryModel(RuleRegistry registry)
    {
        _symbols = registry.Symbols;
        registry.OnCall(_symbols.Meter, null, Create);
        registry.OnOwnCreation(Give);
        foreach (var (type, method) in Recordings.Methods)
        {
            registry.OnCall(_symbols.Find(type), method, Record);
        }
    }

    /// <summary>Gets whether some instrument has a name that is not constant.</summary>
    public bool HasUnknownNames => _hasUnknownNames;

    /// <summary>Gets the model of a compilation; the rules share it.</summary>
    public static TelemetryModel Of(RuleRegistry registry) => registry.Shared(static owner => new TelemetryModel(owner));

    /// <summary>Gets the instruments with a constant name, in the order of the source.</summary>
    public IReadOnlyList<ModelInstrument> Instruments() => _instruments ??=
    [
        .. _created.Select(Resolve).OrderBy(instrument => instrument.Definition.Call.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(instrument => instrument.Definition.Call.Syntax.SpanStart),
    ];

    /// <summary>Gets the recordings by the variable that holds the instrument, in the order of the source.</summary>
    public ILookup<ISymbol, ModelRecording> RecordingsByInstrument() => _recordings ??= _recorded
        .OrderBy(recording => recording.Call.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(recording => recording.Call.Syntax.SpanStart)
        .ToLookup(recording => recording.Instrument, SymbolEqualityComparer.Default)!;

    /// <summary>Gets the facts that referenced assemblies state.</summary>
    public IReadOnlyList<Fact> ReferencedFacts(CancellationToken cancellation) => _facts ??= [.. AssemblyFacts.OfReferences(_symbols.Compilation, cancellation)];

    /// <summary>Gets the name of the instrument in a variable, or else the name of the variable.</summary>
    public string NameOf(ISymbol variable) =>
        Instruments().FirstOrDefault(instrument => SymbolEqualityComparer.Default.Equals(instrument.Variable, variable))?.Name ?? variable.Name;

    private void Create(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, _symbols, context.CancellationToken) is not { } definition)
        {
            return;
        }

        if (string.IsNullOrEmpty(definition.Name))
        {
            _hasUnknownNames = true;
            return;
        }

        var (meter, variable) = MeterName.Behind(call.Instance, _symbols, context.CancellationToken);
        _created.Enqueue(new ModelInstrument(definition, meter, variable, InstrumentDefinition.StoredIn(call)?.OriginalDefinition));
    }

    // new ShopMetrics(meter): the constructor's parameter is that meter.
    private void Give(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Type.Is(_symbols.Meter))
            {
                _givenMeters.GetOrAdd(parameter.OriginalDefinition, _ => new ConcurrentQueue<string?>())
                    .Enqueue(MeterName.Behind(argument.Value, _symbols, context.CancellationToken).Name);
            }
        }
    }

    private void Record(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (Recordings.InstrumentOf(call, _symbols, context.CancellationToken) is { } instrument)
        {
            _recorded.Enqueue(new ModelRecording(instrument, call, Recordings.TagsOf(call, _symbols, context.CancellationToken)));
        }
    }

    // A meter that a constructor receives has the name that all its callers agree on.
    private ModelInstrument Resolve(ModelInstrument instrument) =>
        instrument is { Meter: null, MeterVariable: IParameterSymbol parameter } && _givenMeters.TryGetValue(parameter.OriginalDefinition, out var given) && given.Distinct().Count() == 1
            ? instrument with { Meter = given.First() }
            : instrument;
}
