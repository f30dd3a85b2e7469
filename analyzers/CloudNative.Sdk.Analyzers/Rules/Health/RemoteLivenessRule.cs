using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1001.</summary>
internal sealed class RemoteLivenessRule() : Rule(HealthRules.RemoteLiveness)
{
    private const string LiveTag = "live";

    private static readonly DiagnosticDescriptor EndpointDescriptor = HealthRules.RemoteLiveness.CompilationEndDescriptor();
    private static readonly DiagnosticDescriptor TagDescriptor = HealthRules.RemoteLiveness.CompilationEndDescriptor(HealthRules.TaggedLiveMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [EndpointDescriptor, TagDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HealthChecksBuilder is null)
        {
            return;
        }

        var model = new ProbeModel(symbols);
        registry.OnExtensionOf(symbols.HealthChecksBuilder, model.AddCheck);
        registry.OnCall(symbols.HealthCheckEndpoints, "MapHealthChecks", model.AddEndpoint);
        registry.OnCall(symbols.HealthCheckMiddleware, "UseHealthChecks", model.AddEndpoint);
        foreach (var name in RemoteTypes.RemoteRegistrations.Concat(["AddCheck", "AddTypeActivatedCheck"]))
        {
            registry.OnUnboundCall(name, model.AddUnbound);
        }

        foreach (var type in new[] { "CloudNativeHostApplicationBuilderExtensions", "CloudNativeHealthHostApplicationBuilderExtensions" })
        {
            registry.OnCall(symbols.Find("Microsoft.Extensions.Hosting." + type), null, (_, call) => model.AddFeature(call));
        }

        registry.OnEnd(context => Report(context, model));
    }

    private static void Report(CompilationAnalysisContext context, ProbeModel model)
    {
        if (model.Endpoints.Count == 0 && !model.HasSdkProbes)
        {
            return;
        }

        var remote = model.Checks.Concat(model.ReferencedChecks(context.CancellationToken)).Where(check => check.IsRemote).ToList();
        if (remote.Count == 0)
        {
            return;
        }

        foreach (var endpoint in model.Endpoints)
        {
            if (endpoint.IsLive || endpoint.Predicate.AsksFor(LiveTag) || IsOnlyProbe(endpoint, model))
            {
                ReportEndpoint(context, endpoint, remote);
            }
        }

        foreach (var check in model.HasSdkProbes ? remote : [])
        {
            if (check.Tags?.Contains(LiveTag) == true && check.Location.IsInSource)
            {
                context.ReportDiagnostic(Diagnostic.Create(TagDescriptor, check.Location, check.Name ?? "(unnamed)"));
            }
        }
    }

    private static void ReportEndpoint(CompilationAnalysisContext context, ProbeEndpoint endpoint, List<RegisteredCheck> remote)
    {
        var run = remote.Where(check => endpoint.Predicate.Selects(check) == true).ToList();
        if (run.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                EndpointDescriptor, endpoint.Location, run.Select(check => check.Location).Where(location => location.IsInSource), endpoint.Path ?? "(computed)", run[0].Name ?? "(unnamed)"));
        }
    }

    // One endpoint that runs everything: whoever configures the platform has nothing else to use for liveness.
    private static bool IsOnlyProbe(ProbeEndpoint endpoint, ProbeModel model) =>
        !model.HasSdkProbes
        && model.Endpoints.Count == 1
        && endpoint is { Predicate.IsAll: true, Path: { } path }
        && path.IndexOf("ready", StringComparison.OrdinalIgnoreCase) < 0
        && path.IndexOf("start", StringComparison.OrdinalIgnoreCase) < 0;
}
