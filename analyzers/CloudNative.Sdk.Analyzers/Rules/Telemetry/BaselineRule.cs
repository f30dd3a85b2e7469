using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3016.</summary>
internal sealed class BaselineRule() : Rule(TelemetryRules.Baseline)
{
    /// <summary>The line to write.</summary>
    public const string EntryKey = "entry";

    private static readonly DiagnosticDescriptor ChangedDescriptor = TelemetryRules.Baseline.CompilationEndDescriptor();
    private static readonly DiagnosticDescriptor AddedDescriptor = TelemetryRules.Baseline.CompilationEndDescriptor(TelemetryRules.BaselineAddedMessage);
    private static readonly DiagnosticDescriptor RemovedDescriptor = TelemetryRules.Baseline.CompilationEndDescriptor(TelemetryRules.BaselineRemovedMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [ChangedDescriptor, AddedDescriptor, RemovedDescriptor];

    public override void Register(RuleRegistry registry)
    {
        if (registry.Symbols.Meter is null || Baseline.Read(registry.Options.AdditionalFiles, CancellationToken.None) is not { } baseline)
        {
            return;
        }

        var model = TelemetryModel.Of(registry);
        registry.OnEnd(context =>
        {
            var surface = TelemetrySurface.Of(model, registry.Symbols, context.CancellationToken).ToList();
            foreach (var (entry, location) in surface)
            {
                Judge(context, baseline, entry, location);
            }

            // An instrument whose name is not constant may be any of them.
            if (!model.HasUnknownNames)
            {
                ReportRemoved(context, baseline, surface);
            }
        });
    }

    private static void Judge(CompilationAnalysisContext context, Baseline baseline, BaselineEntry entry, Location location)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(EntryKey, entry.ToString());
        if (baseline.Find(entry) is not { } stated)
        {
            context.ReportDiagnostic(Diagnostic.Create(AddedDescriptor, location, properties, entry.Name, entry));
        }
        else if (!stated.Agrees(entry))
        {
            context.ReportDiagnostic(Diagnostic.Create(ChangedDescriptor, location, properties, entry.Name, entry, stated));
        }
    }

    private static void ReportRemoved(CompilationAnalysisContext context, Baseline baseline, List<(BaselineEntry Entry, Location Location)> surface)
    {
        foreach (var (entry, location) in baseline.Lines)
        {
            if (!surface.Exists(present => present.Entry.IsSameInstrument(entry)))
            {
                context.ReportDiagnostic(Diagnostic.Create(RemovedDescriptor, location, entry.Name, entry with { IsRemoval = true }));
            }
        }
    }
}
