using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1005.</summary>
internal sealed class UnreachableChecksRule() : Rule(HealthRules.UnreachableChecks)
{
    private static readonly DiagnosticDescriptor Descriptor = HealthRules.UnreachableChecks.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HealthChecksBuilder is null)
        {
            return;
        }

        var reach = ProbeReach.Of(registry);
        var registrations = new ConcurrentQueue<Location>();
        registry.OnCallNamed("AddHealthChecks", (_, call) =>
        {
            if (call.TargetMethod.ReturnType.Is(symbols.HealthChecksBuilder))
            {
                registrations.Enqueue(call.Syntax.GetLocation());
            }
        });
        registry.OnEnd(context =>
        {
            if (!registrations.IsEmpty && reach.Endpoints.Count == 0 && !reach.IsServedOtherwise && !reach.MayBeMappedElsewhere)
            {
                var first = registrations.OrderBy(location => location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(location => location.SourceSpan.Start).First();
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, first));
            }
        });
    }
}
