using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>The work of one hosted service: its entry method and the methods of the same class that it runs outside of any loop of its own.</summary>
internal sealed class ServiceWork(IMethodSymbol entry, KnownSymbols symbols, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default) { entry };

    /// <summary>Finds the loops that a failing call would end; each once, with the first such call.</summary>
    public IEnumerable<(IMethodSymbol Owner, ILoopOperation Loop, IOperation Call)> UncoveredLoops(IEnumerable<IOperation> blocks, FallibleCalls calls, bool isBackground)
    {
        var found = new Dictionary<SyntaxNode, (IMethodSymbol, ILoopOperation, IOperation)>();
        var open = new Queue<(IMethodSymbol Method, IOperation Body)>(blocks.Select(block => (entry, block)));
        while (open.Count > 0)
        {
            var (method, body) = open.Dequeue();
            var isStart = !isBackground && method.Is(entry);
            foreach (var operation in body.Descendants())
            {
                if (EndsTheHost(operation))
                {
                    return [];
                }

                if (operation is IAwaitOperation wait && ServiceLoop.Around(wait, symbols) is { } loop && !found.ContainsKey(loop.Syntax)
                    && (!isStart || InFunction(wait, body))
                    && !wait.IsCoveredWithin(loop, symbols, mayReturn: false) && calls.CanFail(wait.Operation, cancellation))
                {
                    found.Add(loop.Syntax, (method, loop, wait.Operation));
                }

                if (Called(operation) is { } called && Next(called, operation, body, isStart) is { } next)
                {
                    open.Enqueue((called, next));
                }
            }
        }

        return found.Values;
    }

    // A method of the class that runs until the service stops; one that is called in a loop is judged there, and one that start-up waits for fails the start.
    private IOperation? Next(IMethodSymbol called, IOperation use, IOperation body, bool isStart)
    {
        if (!called.ContainingType.Is(entry.ContainingType) || ServiceLoop.Around(use, symbols) is not null
            || (isStart && use.Parent is IAwaitOperation or IReturnOperation && !InFunction(use, body)))
        {
            return null;
        }

        return _seen.Add(called.OriginalDefinition) ? SourceBody.Of(called, symbols.Compilation, cancellation) : null;
    }

    private static bool InFunction(IOperation operation, IOperation body)
    {
        for (var current = operation.Parent; current is not null && current != body; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static IMethodSymbol? Called(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method } => method,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.Ordinary } method } => method,
        _ => null,
    };

    // A service that ends the host itself is done when it is done, well or not.
    private static bool EndsTheHost(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "StopApplication", ContainingType.Name: "IHostApplicationLifetime" or "IApplicationLifetime" } };
}
