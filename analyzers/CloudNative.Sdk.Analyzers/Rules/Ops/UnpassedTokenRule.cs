using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2009.</summary>
internal sealed class UnpassedTokenRule() : Rule(OpsRules.UnpassedToken)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.UnpassedToken.Descriptor();

    // Work that has to finish although the host stops.
    private static readonly string[] Finishing = ["Flush", "Drain", "Complete", "Dispose"];

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.HostedService is not null && symbols.CancellationToken is not null)
        {
            var reported = new ConcurrentDictionary<IMethodSymbol, bool>(SymbolEqualityComparer.Default);
            registry.OnBody(context => Judge(context, symbols, reported));
        }
    }

    private static void Judge(OperationBlockAnalysisContext context, KnownSymbols symbols, ConcurrentDictionary<IMethodSymbol, bool> reported)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "ExecuteAsync" or "StartAsync" or "StopAsync", DeclaredAccessibility: Accessibility.Public or Accessibility.Protected } entry
            || !entry.ContainingType.IsOrInherits(symbols.HostedService))
        {
            return;
        }

        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { entry };
        var open = new Queue<(IMethodSymbol Method, IOperation Body)>(context.OperationBlocks.Select(block => (entry, block)));
        while (open.Count > 0)
        {
            var (method, body) = open.Dequeue();
            if ((method.Is(entry) ? entry.Name != "ExecuteAsync" : method.DeclaredAccessibility == Accessibility.Private && !TakesToken(method, symbols))
                && FirstWithoutToken(body, symbols) is { } call && reported.TryAdd(method.OriginalDefinition, true))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), method.Name, call.TargetMethod.Name));
            }

            foreach (var operation in body.Descendants())
            {
                if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } called } && called.ContainingType.Is(entry.ContainingType)
                    && !IsFinishing(called.Name) && seen.Add(called.OriginalDefinition) && SourceBody.Of(called, symbols.Compilation, context.CancellationToken) is { } next)
                {
                    open.Enqueue((called, next));
                }
            }
        }
    }

    private static IInvocationOperation? FirstWithoutToken(IOperation body, KnownSymbols symbols)
    {
        IInvocationOperation? first = null;
        foreach (var operation in body.Descendants())
        {
            if (UsesToken(operation, symbols))
            {
                return null;
            }

            first ??= operation is IAwaitOperation wait && wait.AwaitedCall() is { } call && !IsFinishing(call.TargetMethod.Name) && TokenOverload.Missing(call, symbols) is not null ? call : null;
        }

        return first;
    }

    private static bool UsesToken(IOperation operation, KnownSymbols symbols) => operation switch
    {
        IParameterReferenceOperation or ILocalReferenceOperation or IFieldReferenceOperation => TokenOverload.IsToken(operation.Type!, symbols) || operation.Type.Is(symbols.CancellationTokenSource),
        IPropertyReferenceOperation { Property.IsStatic: false } => operation.Type is not null && TokenOverload.IsToken(operation.Type, symbols),
        _ => false,
    };

    private static bool TakesToken(IMethodSymbol method, KnownSymbols symbols) => method.Parameters.Any(parameter => TokenOverload.IsToken(parameter.Type, symbols));

    private static bool IsFinishing(string name) => Finishing.Any(word => name.StartsWith(word, StringComparison.Ordinal));
}
