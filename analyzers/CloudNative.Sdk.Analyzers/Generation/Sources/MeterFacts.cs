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
        if (kind is not null && MeterName.OfCreation(creation, symbols, reading.Cancellation) is { Length: > 0 } name)
        {
            reading.Add(kind, [("name", name)]);
        }
    }

    public static void ReadCreate(FactReading reading, IInvocationOperation call)
    {
        if (MeterName.OfCreation(call, reading.Symbols, reading.Cancellation) is { Length: > 0 } name)
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
            ("meter", MeterName.Behind(call.Instance, reading.Symbols, reading.Cancellation).Name),
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
}
