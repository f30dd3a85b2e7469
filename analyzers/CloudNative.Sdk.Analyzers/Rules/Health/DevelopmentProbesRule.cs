using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1006.</summary>
internal sealed class DevelopmentProbesRule() : Rule(HealthRules.DevelopmentProbes)
{
    private static readonly DiagnosticDescriptor Descriptor = HealthRules.DevelopmentProbes.CompilationEndDescriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        if (registry.Symbols.HealthCheckEndpoints is null && registry.Symbols.HealthCheckMiddleware is null)
        {
            return;
        }

        var reach = ProbeReach.Of(registry);
        registry.OnEnd(context =>
        {
            var endpoints = reach.Endpoints;
            if (!reach.IsServedOtherwise && endpoints.All(endpoint => endpoint.IsDevelopmentOnly))
            {
                foreach (var endpoint in endpoints)
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, endpoint.Location, endpoint.Path));
                }
            }
        });
    }
}
