using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2008.</summary>
internal sealed class UncaughtFailureRule() : Rule(OpsRules.UncaughtFailure)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.UncaughtFailure.Descriptor();
    private static readonly DiagnosticDescriptor QuietDescriptor = OpsRules.UncaughtFailure.Descriptor(OpsRules.QuietEndMessage);

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor, QuietDescriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HostedService is null)
        {
            return;
        }

        var calls = new FallibleCalls(symbols);
        var lowered = new Lazy<bool>(() => StatesBehaviour(symbols.Compilation));
        registry.OnBody(context => Judge(context, symbols, calls, lowered));
    }

    private static void Judge(OperationBlockAnalysisContext context, KnownSymbols symbols, FallibleCalls calls, Lazy<bool> lowered)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "ExecuteAsync" or "StartAsync" } method || !method.ContainingType.IsOrInherits(symbols.HostedService))
        {
            return;
        }

        var isBackground = method.ContainingType.IsOrInherits(symbols.BackgroundService);
        if (isBackground != (method.Name == "ExecuteAsync") || (isBackground && method.OverriddenMethod is null))
        {
            return;
        }

        var work = new ServiceWork(method, symbols, context.CancellationToken);
        foreach (var (owner, loop, call) in work.UncoveredLoops(context.OperationBlocks, calls, isBackground))
        {
            var name = method.ContainingType.Name + "." + owner.Name;
            var severity = isBackground && lowered.Value ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
            context.ReportDiagnostic(Diagnostic.Create(
                isBackground ? Descriptor : QuietDescriptor, loop.Syntax.GetFirstToken().GetLocation(), severity, additionalLocations: null, properties: null, call.AwaitedName(), name));
        }
    }

    // The program says what a failed service means to it: HostOptions.BackgroundServiceExceptionBehavior.
    private static bool StatesBehaviour(Compilation compilation) =>
        compilation.SyntaxTrees.Any(tree => tree.TryGetText(out var text) && text.ToString().IndexOf("BackgroundServiceExceptionBehavior", StringComparison.Ordinal) >= 0);
}
