using System.Collections.Immutable;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Telemetry.Model;
using CloudNative.Sdk.Analyzers.Semantics;
using CloudNative.Sdk.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Telemetry;

/// <summary>CNS3011.</summary>
internal sealed class UncollectedRule() : Rule(TelemetryRules.Uncollected)
{
    /// <summary>The name that is not collected.</summary>
    public const string NameKey = "name";

    /// <summary>The method that registers it.</summary>
    public const string MethodKey = "method";

    private static readonly DiagnosticDescriptor Descriptor = TelemetryRules.Uncollected.CompilationEndDescriptor();
    private static readonly DiagnosticDescriptor ReferenceDescriptor = TelemetryRules.Uncollected.CompilationEndDescriptor(TelemetryRules.ReferencedUncollectedMessage);
    private static readonly DiagnosticDescriptor UnknownDescriptor =
        TelemetryRules.Uncollected.CompilationEndDescriptor(TelemetryRules.UnknownRegistrationMessage, DiagnosticSeverity.Info);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, ReferenceDescriptor, UnknownDescriptor];

    public override void Register(RuleRegistry registry)
    {
        if (registry.Symbols.Meter is null && registry.Symbols.ActivitySource is null)
        {
            return;
        }

        var model = new CollectionModel(registry);
        registry.OnEnd(context =>
        {
            // The references are asked only where OpenTelemetry is configured.
            IReadOnlyList<Fact>? facts = null;
            foreach (var signal in new[] { model.Metrics, model.Traces })
            {
                if (signal is { IsOpen: false, Configured.IsEmpty: false })
                {
                    facts ??= [.. AssemblyFacts.OfReferences(context.Compilation, context.CancellationToken)];
                    Judge(context, signal, [.. facts.Where(fact => fact.Kind == signal.FactKind && fact["name"] is not null)]);
                }
            }
        });
    }

    private static void Judge(CompilationAnalysisContext context, CollectedSignal signal, IReadOnlyList<Fact> referenced)
    {
        var place = signal.Place();
        foreach (var (name, node) in signal.Created)
        {
            if (!signal.Collects(name))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptor, node.GetLocation(), place is null ? [] : [place.GetLocation()], Properties(signal, name), signal.Thing, name, signal.Registration));
            }
        }

        foreach (var fact in referenced.GroupBy(fact => fact["name"]!, StringComparer.Ordinal).Select(same => same.First()))
        {
            if (!signal.Collects(fact["name"]!) && place is not null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    ReferenceDescriptor, place.GetLocation(), [place.GetLocation()], Properties(signal, fact["name"]!), signal.Thing, fact["name"], fact["from"], signal.Registration));
            }
        }

        if (!signal.HasUnknownNames)
        {
            JudgeRegistrations(context, signal, [.. signal.Created.Select(created => created.Name), .. referenced.Select(fact => fact["name"]!)]);
        }
    }

    private static ImmutableDictionary<string, string?> Properties(CollectedSignal signal, string name) =>
        ImmutableDictionary<string, string?>.Empty.Add(NameKey, name).Add(MethodKey, signal.Registration);

    // Names of packages are not known here, so only a name of the program's own is judged: one that begins as others that it creates.
    private static void JudgeRegistrations(CompilationAnalysisContext context, CollectedSignal signal, IReadOnlyList<string> known)
    {
        var references = context.Compilation.ReferencedAssemblyNames.Select(assembly => FirstWord(assembly.Name)).ToList();
        foreach (var (pattern, argument) in signal.Registered)
        {
            var first = FirstWord(pattern);
            if (pattern.IndexOf('.') > 0 && first.IndexOf('*') < 0 && known.Any(name => FirstWord(name) == first) && !references.Contains(first)
                && !known.Any(name => NamePattern.Matches(pattern, name)))
            {
                context.ReportDiagnostic(Diagnostic.Create(UnknownDescriptor, argument.GetLocation(), pattern, signal.Thing));
            }
        }
    }

    private static string FirstWord(string name) => name.Split('.')[0];
}
