using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Generation.Sources;

/// <summary>Meters, activity sources and instruments.</summary>
internal static class MeterFacts
{
    public static void ReadCreation(FactReading reading, IObjectCreationOperation creation)
    {
        var symbols = reading.Symbols;
        var kind = creation.Type.Is(symbols.Meter) ? FactKinds.Meter : creation.Type.Is(symbols.ActivitySource) ? FactKinds.ActivitySource : null;
        if (kind is not null && creation.Arguments.Length > 0 && NameIn(creation.Arguments[0].Value, reading) is { Length: > 0 } name)
        {
            reading.Add(kind, [("name", name)]);
        }
    }

    public static void ReadCreate(FactReading reading, IInvocationOperation call)
    {
        if (MeterName(call, reading) is { Length: > 0 } name)
        {
            reading.Add(FactKinds.Meter, [("name", name)]);
            return;
        }

        HostingFacts.ReadHostUse(reading, call);
    }

    public static void ReadInstrument(FactReading reading, IInvocationOperation call)
    {
        if (InstrumentDefinition.TryRead(call, reading.Symbols, reading.Cancellation) is not { Name.Length: > 0 } instrument)
        {
            return;
        }

        var values = new List<(string, string?)>
        {
            ("meter", MeterOf(call.Instance, reading)),
            ("name", instrument.Name),
            ("kind", instrument.Kind),
            ("type", instrument.ValueType.ToDisplayString()),
            ("unit", instrument.Unit),
            ("description", instrument.Description),
        };
        values.AddRange(RecordingFacts.ObservedTags(reading).Select(tag => ("tag", (string?)tag)));
        reading.Add(FactKinds.Instrument, values, InstrumentDefinition.StoredIn(call) is { } symbol ? SubjectOf(symbol) : null);
    }

    /// <summary>Names the field, property or local that holds an instrument, the same for every use of it.</summary>
    public static string SubjectOf(ISymbol symbol) =>
        symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.Name + "@" + symbol.Locations[0].SourceSpan.Start + symbol.Locations[0].SourceTree?.FilePath;

    private static string? MeterOf(IOperation? meter, FactReading reading)
    {
        for (var step = 0; meter is not null && step < 3; step++)
        {
            switch (meter.Unwrap())
            {
                case IObjectCreationOperation { Arguments.Length: > 0 } creation when creation.Type.Is(reading.Symbols.Meter):
                    return NameIn(creation.Arguments[0].Value, reading);
                case IInvocationOperation call:
                    return MeterName(call, reading);
                case var reference when reference.ReferencedSymbol() is { } symbol:
                    meter = AssignedValue.Of(symbol, reading.Model.Compilation, reading.Cancellation);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // IMeterFactory.Create(options), MeterFactoryExtensions.Create(name, version, tags).
    private static string? MeterName(IInvocationOperation call, FactReading reading)
    {
        var type = call.TargetMethod.ContainingType;
        if (call.TargetMethod.Name != "Create" || (!type.IsOrInherits(reading.Symbols.MeterFactory) && !type.Is(reading.Symbols.MeterFactoryExtensions)))
        {
            return null;
        }

        return NameIn(call.Argument("name") ?? call.Argument("options"), reading);
    }

    // A name, or options that hold one.
    private static string? NameIn(IOperation? value, FactReading reading) => value?.Unwrap() switch
    {
        IObjectCreationOperation { Arguments.Length: > 0 } options
            when options.Type.Is(reading.Symbols.MeterOptions) || options.Type.Is(reading.Symbols.ActivitySourceOptions) => reading.Text(options.Arguments[0].Value),
        IObjectCreationOperation => null,
        _ => reading.Text(value),
    };
}
