using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Generation.Sources;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Health;

/// <summary>CNS1002.</summary>
internal sealed class ConstantProbeRule() : Rule(HealthRules.ConstantProbe)
{
    private static readonly DiagnosticDescriptor Descriptor = HealthRules.ConstantProbe.CompilationEndDescriptor();

    // What says that the process is up has nothing to ask.
    private static readonly string[] SelfWords = ["self", "live", "alive", "startup", "noop", "always", "dummy", "fake", "stub", "null"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var found = new Found(registry.Symbols);
        registry.OnBody(context => Judge(context, found));
        registry.OnExtensionOf(registry.Symbols.HealthChecksBuilder, (context, call) => Registered(context, call, found));
        registry.OnEnd(found.Report);
    }

    private static void Judge(OperationBlockAnalysisContext context, Found found)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "CheckHealthAsync" or "Check" } method || !(method.IsHealthCheck(found.Symbols) || method.IsGrpcHealthCheck()))
        {
            return;
        }

        var outcome = new ProbeOutcome(found.Symbols, context.CancellationToken);
        foreach (var body in context.OperationBlocks)
        {
            if (body is IBlockOperation)
            {
                if (!SelfWords.Any(word => method.ContainingType.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) && outcome.OnlySucceeds(body))
                {
                    found.Probes.TryAdd(method, method.ContainingType);
                }

                found.AskedIn(body, outcome, context.CancellationToken);
            }
        }
    }

    private static void Registered(OperationAnalysisContext context, IInvocationOperation call, Found found)
    {
        if (HealthCheckFacts.TypeOf(call) is { } type)
        {
            var name = ConstantText.Of(call.Argument("name"), context.CancellationToken) ?? "";
            var tags = ConstantTags.Of(call.Argument("tags"), context.CancellationToken) ?? [];
            if (tags.Append(name).Any(word => word.StartsWith("live", StringComparison.OrdinalIgnoreCase) || word.Equals("self", StringComparison.OrdinalIgnoreCase)))
            {
                found.SelfChecks.TryAdd(type, true);
            }
        }
        else if (call.Argument("check")?.Unwrap() is IAnonymousFunctionOperation code)
        {
            found.AskedIn(code.Body, new ProbeOutcome(found.Symbols, context.CancellationToken), context.CancellationToken);
        }
    }

    private sealed class Found(KnownSymbols symbols)
    {
        private readonly SourceImplementations _implementations = new(symbols.Compilation);

        public KnownSymbols Symbols => symbols;

        public ConcurrentDictionary<IMethodSymbol, INamedTypeSymbol> Probes { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<INamedTypeSymbol, bool> SelfChecks { get; } = new(SymbolEqualityComparer.Default);

        // Ping, IsHealthy: what the check asks of its parts.
        public void AskedIn(IOperation body, ProbeOutcome outcome, CancellationToken cancellation)
        {
            foreach (var operation in body.Descendants())
            {
                if (operation is not IInvocationOperation { TargetMethod: var asked } || !asked.IsPartProbe())
                {
                    continue;
                }

                foreach (var target in _implementations.Of(asked))
                {
                    if (!Probes.ContainsKey(target) && SourceBody.Of(target, symbols.Compilation, cancellation) is { } code && outcome.OnlySucceeds(code))
                    {
                        Probes.TryAdd(target, target.ContainingType);
                    }
                }
            }
        }

        public void Report(CompilationAnalysisContext context)
        {
            foreach (var (method, type) in Probes.Where(probe => !SelfChecks.ContainsKey(probe.Value)).Select(probe => (probe.Key, probe.Value))
                .OrderBy(probe => probe.Key.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(probe => probe.Key.Locations[0].SourceSpan.Start))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], type.Name + "." + method.Name));
            }
        }
    }
}
