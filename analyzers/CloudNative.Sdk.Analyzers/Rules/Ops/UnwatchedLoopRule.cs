using CloudNative.Sdk.Analyzers.Catalogue;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>CNS2007.</summary>
internal sealed class UnwatchedLoopRule() : Rule(OpsRules.UnwatchedLoop)
{
    private static readonly DiagnosticDescriptor Descriptor = OpsRules.UnwatchedLoop.Descriptor();

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override void Register(RuleRegistry registry)
    {
        var symbols = registry.Symbols;
        if (symbols.BackgroundService is null || symbols.CancellationToken is null)
        {
            return;
        }

        registry.OnBody(context => Judge(context, symbols));
    }

    private static void Judge(OperationBlockAnalysisContext context, KnownSymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "ExecuteAsync", OverriddenMethod: not null } execute || !execute.ContainingType.IsOrInherits(symbols.BackgroundService))
        {
            return;
        }

        foreach (var (method, body) in BodiesCalledFrom(execute, context.OperationBlocks, symbols, context.CancellationToken))
        {
            // A callback on the token may end the loop by other means: disposing of a timer, completing a channel.
            var watch = new TokenWatch(symbols, context.CancellationToken);
            if (watch.RegistersCallback(body))
            {
                continue;
            }

            foreach (var loop in body.Descendants().OfType<ILoopOperation>())
            {
                if (!loop.IsImplicit && LoopShape.Of(loop, symbols, context.CancellationToken).CanHoldTheHost && !watch.IsWatchedIn(loop))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, loop.Syntax.GetFirstToken().GetLocation(), execute.ContainingType.Name + "." + method.Name));
                }
            }
        }
    }

    // ExecuteAsync and the methods of the same class that it calls, directly or not.
    private static IEnumerable<(IMethodSymbol Method, IOperation Body)> BodiesCalledFrom(
        IMethodSymbol execute, IEnumerable<IOperation> blocks, KnownSymbols symbols, CancellationToken cancellation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { execute };
        var open = new Queue<(IMethodSymbol, IOperation)>(blocks.Select(block => (execute, block)));
        while (open.Count > 0)
        {
            var (method, body) = open.Dequeue();
            yield return (method, body);
            foreach (var called in CalledMethods(body))
            {
                if (called.ContainingType.Is(execute.ContainingType) && seen.Add(called.OriginalDefinition) && BodyOf(called, symbols, cancellation) is { } next)
                {
                    open.Enqueue((called, next));
                }
            }
        }
    }

    private static IEnumerable<IMethodSymbol> CalledMethods(IOperation body) => body.Descendants()
        .Select(operation => operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        })
        .Where(method => method is { MethodKind: MethodKind.Ordinary })
        .Select(method => method!);

    private static IOperation? BodyOf(IMethodSymbol method, KnownSymbols symbols, CancellationToken cancellation)
    {
        var declaration = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return declaration is MethodDeclarationSyntax
            ? symbols.Compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, cancellation)
            : null;
    }
}
