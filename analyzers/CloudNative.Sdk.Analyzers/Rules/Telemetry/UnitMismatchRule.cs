using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Units;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3004.</summary>
internal sealed class UnitMismatchRule() : Rule(TelemetryRules.UnitMismatch)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.UnitMismatch.Descriptor();
    private static readonly DiagnosticDescriptor EndDescriptor = TelemetryRules.UnitMismatch.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, EndDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.Meter is null && symbols.PrometheusMetrics is null)
        {
            return;
        }

        var units = new UnitInference(symbols);
        var received = new ReceivedInstruments(EndDescriptor);
        foreach (var (type, method) in Recordings)
        {
            registry.OnCall(symbols.Find(type), method, (context, call) => Judge(context, symbols, units, received, call));
        }

        registry.OnCall(symbols.Meter, null, (context, call) => JudgeCreation(context, symbols, units, received, call));
        registry.OnCreation(symbols.Measurement, (context, measurement) => JudgeMeasurement(context, symbols, units, measurement));
        var handedOn = new RecordedParameters(symbols);
        registry.OnOwnCall((context, call) =>
        {
            foreach (var (value, instrument) in handedOn.Of(call, context.CancellationToken))
            {
                if (units.Of(value, context.CancellationToken) is { } unit)
                {
                    Report(context, value, unit, instrument);
                }
            }
        });
        registry.OnEnd(received.Report);
    }

    private static (string Type, string Method)[] Recordings =>
    [
        ("System.Diagnostics.Metrics.Histogram`1", "Record"),
        ("System.Diagnostics.Metrics.Gauge`1", "Record"),
        ("System.Diagnostics.Metrics.Counter`1", "Add"),
        ("System.Diagnostics.Metrics.UpDownCounter`1", "Add"),
        .. PrometheusRecordings.All,
    ];

    private static void Judge(OperationAnalysisContext context, KnownSymbols symbols, UnitInference units, ReceivedInstruments received, IInvocationOperation call)
    {
        var value = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0 && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;
        if (value is null || units.Of(value, context.CancellationToken) is not { Word: not null } unit)
        {
            return;
        }

        if (DeclaredInstrument.Behind(call.Instance, symbols, context.CancellationToken) is { } instrument)
        {
            Report(context, value, unit, instrument);
        }
        else if (ReceivedInstruments.IsReceived(call.Instance, symbols, context.CancellationToken))
        {
            received.AddRecording(call.Instance!.Type!, value, unit);
        }
    }

    // Remembers the creation for instruments that are handed to constructors, and judges the value that an observable's callback returns.
    private static void JudgeCreation(OperationAnalysisContext context, KnownSymbols symbols, UnitInference units, ReceivedInstruments received, IInvocationOperation call)
    {
        if (DeclaredInstrument.TryRead(call, symbols, context.CancellationToken) is not { } instrument)
        {
            return;
        }

        received.AddCreation(call.Type!, instrument);
        if ((call.Argument("observeValue")?.Unwrap() as IAnonymousFunctionOperation)?.OnlyReturned() is { } value
            && units.Of(value, context.CancellationToken) is { } unit)
        {
            Report(context, value, unit, instrument);
        }
    }

    private static void JudgeMeasurement(OperationAnalysisContext context, KnownSymbols symbols, UnitInference units, IObjectCreationOperation measurement)
    {
        if (measurement.Arguments.Length == 0 || units.Of(measurement.Arguments[0].Value, context.CancellationToken) is not { } unit)
        {
            return;
        }

        for (var current = measurement.Parent; current is not null; current = current.Parent)
        {
            if (current is IInvocationOperation call && DeclaredInstrument.TryRead(call, symbols, context.CancellationToken) is { } instrument)
            {
                Report(context, measurement.Arguments[0].Value, unit, instrument);
                return;
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation value, MeasuredUnit unit, DeclaredInstrument instrument)
    {
        if (instrument.Unit is { } declared && unit.Contradicts(declared))
        {
            context.ReportDiagnostic(UnitMismatch.Create(Descriptor, value, unit, declared, instrument.Name));
        }
    }
}
