using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Tags;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3007.</summary>
internal sealed class LopsidedTagsRule() : Rule(TelemetryRules.LopsidedTags)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.LopsidedTags.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var counter = registry.Symbols.Find("System.Diagnostics.Metrics.UpDownCounter`1");
        if (counter is null)
        {
            return;
        }

        var model = TelemetryModel.Of(registry);
        registry.OnEnd(context =>
        {
            foreach (var recordings in model.RecordingsByInstrument())
            {
                if (recordings.First().Call.TargetMethod.ContainingType.Is(counter))
                {
                    Judge(context, model, recordings);
                }
            }
        });
    }

    private static void Judge(CompilationAnalysisContext context, TelemetryModel model, IGrouping<ISymbol, ModelRecording> recordings)
    {
        var up = new List<ModelRecording>();
        var down = new List<ModelRecording>();
        foreach (var recording in recordings)
        {
            // A delta of unknown sign may be the other half of any site.
            if (Recordings.ValueOf(recording.Call) is not { } delta || ConstantNumber.Of(delta.Unwrap()) is not { } number)
            {
                return;
            }

            (number < 0 ? down : up).Add(recording);
        }

        if (up.Count == 0 || down.Count == 0 || HasUnknown(up, down) || HasUnknown(down, up))
        {
            return;
        }

        var reported = Report(context, model, recordings.Key, down, up);
        if (!reported)
        {
            Report(context, model, recordings.Key, up, down);
        }
    }

    private static bool Report(CompilationAnalysisContext context, TelemetryModel model, ISymbol instrument, List<ModelRecording> sites, List<ModelRecording> others)
    {
        var reported = false;
        foreach (var site in sites)
        {
            if (!others.Any(other => MayBeSame(site.Tags, other.Tags)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, site.Location, others.Select(other => other.Location), model.NameOf(instrument), Shown(site.Tags), Shown(others[0].Tags)));
                reported = true;
            }
        }

        return reported;
    }

    // A site with unknown tags is no obstacle when the other direction uses the same variable.
    private static bool HasUnknown(List<ModelRecording> sites, List<ModelRecording> others) =>
        sites.Exists(site => site.Tags.Keys([]) is null && !others.Exists(other => IsSameVariable(site.Tags, other.Tags)));

    private static bool IsSameVariable(TagSet left, TagSet right) => left.Variable is not null && SymbolEqualityComparer.Default.Equals(left.Variable, right.Variable);

    private static bool MayBeSame(TagSet left, TagSet right)
    {
        if (left.Keys([]) is not { } keys || right.Keys([]) is not { } otherKeys)
        {
            return IsSameVariable(left, right);
        }

        return keys.SequenceEqual(otherKeys) && keys.All(key => MayBeSame(ValueOf(left, key), ValueOf(right, key)));
    }

    // Values that are not constant may be equal.
    private static bool MayBeSame(IOperation left, IOperation right) =>
        !left.ConstantValue.HasValue || !right.ConstantValue.HasValue || Equals(left.ConstantValue.Value, right.ConstantValue.Value);

    private static IOperation ValueOf(TagSet tags, string key) => tags.Tags.First(tag => tag.Key == key).Value.Unwrap();

    private static string Shown(TagSet tags)
    {
        var texts = tags.Tags.Select(tag => tag.Value.Unwrap().ConstantValue is { HasValue: true, Value: var value } ? $"{tag.Key}={value}" : tag.Key ?? "?").ToList();
        return texts.Count == 0 ? "no tag" : $"'{string.Join(", ", texts)}'";
    }
}
