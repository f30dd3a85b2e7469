using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Analyzers.Semantics.Tags;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3006.</summary>
internal sealed class TagDriftRule() : Rule(TelemetryRules.TagDrift)
{
    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.TagDrift.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        if (registry.Symbols.Instrument is null)
        {
            return;
        }

        var model = TelemetryModel.Of(registry);
        registry.OnEnd(context =>
        {
            foreach (var recordings in model.RecordingsByInstrument())
            {
                if (!recordings.Any(GoesDown))
                {
                    Judge(context, model, recordings);
                }
            }
        });
    }

    private static void Judge(CompilationAnalysisContext context, TelemetryModel model, IGrouping<ISymbol, ModelRecording> recordings)
    {
        var optional = TelemetryRules.OptionalTagKeys.Words(context.Options.AnalyzerConfigOptionsProvider, recordings.First().Call.Syntax.SyntaxTree);
        var sets = recordings.Select(recording => (Recording: recording, Keys: recording.Tags.Keys(optional)))
            .Where(site => site.Keys is not null)
            .GroupBy(site => string.Join(", ", site.Keys!), StringComparer.Ordinal)
            .OrderByDescending(set => set.Count()).ThenByDescending(set => set.First().Keys!.Length)
            .ToList();
        foreach (var set in sets.Skip(1))
        {
            foreach (var (recording, _) in set)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, recording.Location, [sets[0].First().Recording.Location], model.NameOf(recordings.Key), Shown(set.Key), Shown(sets[0].Key)));
            }
        }
    }

    // Ups and downs that do not match are CNS3007.
    private static bool GoesDown(ModelRecording recording) =>
        recording.Call.TargetMethod.ContainingType.Name == "UpDownCounter" && ConstantNumber.Of(Recordings.ValueOf(recording.Call)?.Unwrap()) < 0;

    private static string Shown(string keys) => keys.Length == 0 ? "no tag" : $"'{keys}'";
}
