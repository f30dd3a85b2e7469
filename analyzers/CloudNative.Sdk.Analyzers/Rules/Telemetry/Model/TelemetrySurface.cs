using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Tags;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;

/// <summary>What a compilation measures, in the form of the baseline.</summary>
internal static class TelemetrySurface
{
    public static IEnumerable<(BaselineEntry Entry, Location Location)> Of(TelemetryModel model, KnownSymbols symbols, CancellationToken cancellation)
    {
        foreach (var same in model.Instruments().GroupBy(instrument => (Meter: instrument.Meter ?? BaselineEntry.Unknown, instrument.Name)))
        {
            var first = same.First();
            var unit = first.Definition.HasUnknownUnit ? BaselineEntry.Unknown : Field(first.Definition.Unit);
            yield return (new BaselineEntry(same.Key.Meter, same.Key.Name, first.Definition.Kind, unit, Tags(same, model, symbols, cancellation)), first.Location);
        }
    }

    private static string Tags(IEnumerable<ModelInstrument> created, TelemetryModel model, KnownSymbols symbols, CancellationToken cancellation)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var instrument in created)
        {
            var sets = instrument.Definition.IsObservable
                ? Observed(instrument.Definition.Call, symbols, cancellation)
                : instrument.Variable is null ? null : model.RecordingsByInstrument()[instrument.Variable].Select(recording => recording.Tags).ToList();

            // Where nothing is seen to be recorded, somebody else records.
            if (sets is null || (sets.Count == 0 && !instrument.Definition.IsObservable) || sets.Any(set => !set.IsComplete || set.Tags.Any(tag => tag.Key is null)))
            {
                return BaselineEntry.Unknown;
            }

            keys.UnionWith(sets.SelectMany(set => set.Tags).Select(tag => tag.Key!));
        }

        return Field(string.Join(",", keys));
    }

    // The tags of the measurements that the callback makes; null where it is not a lambda, or gives measurements that are made elsewhere.
    private static List<TagSet>? Observed(IInvocationOperation call, KnownSymbols symbols, CancellationToken cancellation)
    {
        var callback = call.Argument("observeValue") ?? call.Argument("observeValues");
        if (callback?.Unwrap() is not IAnonymousFunctionOperation function || call.SemanticModel is not { } model)
        {
            return null;
        }

        var sets = new List<TagSet>();
        foreach (var node in function.Syntax.DescendantNodes())
        {
            if (node is BaseObjectCreationExpressionSyntax && model.GetOperation(node, cancellation) is IObjectCreationOperation creation && creation.Type.Is(symbols.Measurement))
            {
                sets.Add(TagReader.AfterValue(creation.Arguments, symbols, cancellation));
            }
        }

        return sets.Count > 0 || !function.Symbol.ReturnType.ToDisplayString().Contains("Measurement<") ? sets : null;
    }

    private static string Field(string? text) => string.IsNullOrEmpty(text) ? BaselineEntry.None : text!.Replace(' ', '_');
}
