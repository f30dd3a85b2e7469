using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2001.</summary>
internal sealed class ConsoleOutputRule() : Rule(OpsRules.ConsoleOutput)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.ConsoleOutput.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        var startup = new StartupPart(symbols);
        var console = symbols.Find("System.Console");
        registry.OnCall(console, null, (context, call) => Judge(context, call, startup, call.TargetMethod.Name));
        registry.OnCall(symbols.Find("System.IO.TextWriter"), null, (context, call) =>
        {
            if (call.Instance?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Out" or "Error" } stream } && stream.ContainingType.Is(console))
            {
                Judge(context, call, startup, stream.Name + "." + call.TargetMethod.Name);
            }
        });
    }

    private static void Judge(OperationAnalysisContext context, IInvocationOperation call, StartupPart startup, string name)
    {
        if (call.TargetMethod.Name.StartsWith("Write", StringComparison.Ordinal)
            && !IsLogging(context.ContainingSymbol.ContainingType)
            && !startup.Contains(call, context.ContainingSymbol, context.CancellationToken)
            && !startup.IsComposition(call, context.ContainingSymbol)
            && !call.IsDevelopmentOnly(context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), "Console." + name));
        }
    }

    // What writes the log to the console has nowhere else to go.
    private static bool IsLogging(INamedTypeSymbol? type) => type is not null
        && (type.AllInterfaces.Any(candidate => candidate.Name is "ILogger" or "ILoggerProvider" or "ILogEventSink") || type.BaseType?.Name is "ConsoleFormatter" or "TextWriter");
}
