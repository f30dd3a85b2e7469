using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2002.</summary>
internal sealed class ProcessExitRule() : Rule(OpsRules.ProcessExit)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.ProcessExit.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var startup = new StartupPart(symbols);
        var environment = symbols.Find("System.Environment");
        registry.OnCall(environment, "Exit", (context, call) => Judge(context, call, startup));
        registry.OnCall(environment, "FailFast", (context, call) => Judge(context, call, startup));
        registry.OnCall(symbols.Find("System.Diagnostics.Process"), "Kill", (context, call) =>
        {
            if (IsCurrent(call.Instance, symbols, context.CancellationToken))
            {
                Judge(context, call, startup);
            }
        });
    }

    private static void Judge(OperationAnalysisContext context, IInvocationOperation call, StartupPart startup)
    {
        if (!startup.Contains(call, context.ContainingSymbol, context.CancellationToken) && !startup.IsComposition(call, context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name));
        }
    }

    private static bool IsCurrent(IOperation? process, KnownSymbols symbols, CancellationToken cancellation) => process?.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "GetCurrentProcess" } => true,
        ILocalReferenceOperation local => AssignedValue.Of(local.Local, symbols.Compilation, cancellation)?.Unwrap() is IInvocationOperation { TargetMethod.Name: "GetCurrentProcess" },
        _ => false,
    };
}
