using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Ops;

/// <summary>Tells whether a call can end in an exception that its caller sees. Methods of this compilation are read; of all others only waits are known to be safe.</summary>
internal sealed class FallibleCalls(KnownSymbols symbols)
{
    private const int MaxDepth = 6;

    // They wait, start or hand over; what they are given to run is looked at instead.
    private static readonly HashSet<string> Carriers = new(StringComparer.Ordinal) { "Run", "StartNew", "WhenAll", "ForEachAsync", "ForAsync", "Unwrap", "ConfigureAwait", "WaitAsync", "Select", "AsTask" };

    private static readonly HashSet<string> Waits = new(StringComparer.Ordinal)
    {
        "Delay", "Yield", "WaitForNextTickAsync", "WaitToReadAsync", "WaitToWriteAsync", "WhenAny", "FromResult", "FromCanceled", "CancelAsync", "ReadAllAsync", "DisposeAsync",
    };

    private static readonly string[] SafeNamespaces =
    [
        "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options", "System.Diagnostics", "System.Threading", "System.Collections", "System.Linq", "System.Text", "System.Globalization",
    ];

    private readonly ConcurrentDictionary<IMethodSymbol, bool> _methods = new(SymbolEqualityComparer.Default);
    private readonly SourceImplementations _implementations = new(symbols.Compilation);

    /// <summary>Returns whether awaiting the value can throw.</summary>
    public bool CanFail(IOperation awaited, CancellationToken cancellation) => CanFail(awaited, 0, cancellation);

    private bool CanFail(IOperation? awaited, int depth, CancellationToken cancellation)
    {
        switch (awaited?.Unwrap())
        {
            case IInvocationOperation call:
                return CallCanFail(call, depth, cancellation);
            case IInvalidOperation { Syntax: InvocationExpressionSyntax invocation }:
                return !Waits.Contains(invocation.CalledName() ?? "");
            case ILocalReferenceOperation { Local: var local } when depth < MaxDepth:
                return CanFail(AssignedValue.Of(local, symbols.Compilation, cancellation), depth + 1, cancellation);
            case IConditionalAccessOperation access:
                return CanFail(access.WhenNotNull, depth, cancellation);
            case ICoalesceOperation coalesce:
                return CanFail(coalesce.Value, depth, cancellation) || CanFail(coalesce.WhenNull, depth, cancellation);
            case IConditionalOperation choice:
                return CanFail(choice.WhenTrue, depth, cancellation) || CanFail(choice.WhenFalse, depth, cancellation);
            default:
                return false;
        }
    }

    private bool CallCanFail(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (Waits.Contains(method.Name) || IsThreading(method))
        {
            return Carriers.Contains(method.Name) && CarriesFailure(call, depth, cancellation);
        }

        return Carriers.Contains(method.Name) && IsSystem(method) ? CarriesFailure(call, depth, cancellation) : MethodCanFail(method, depth, cancellation);
    }

    private bool CarriesFailure(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        if (call.Instance is { } instance && CanFail(instance, depth, cancellation))
        {
            return true;
        }

        foreach (var argument in call.Arguments)
        {
            var value = argument.Value.Unwrap();
            if (value is IAnonymousFunctionOperation function ? BodyCanFail(function.Body, depth + 1, cancellation)
                : value is IMethodReferenceOperation reference ? MethodCanFail(reference.Method, depth, cancellation)
                : value is IArrayCreationOperation { Initializer: { } list } ? list.ElementValues.Any(element => CanFail(element, depth, cancellation))
                : value is ICollectionExpressionOperation items ? items.Elements.Any(element => CanFail(element, depth, cancellation))
                : CanFail(value, depth, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private bool MethodCanFail(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.MethodKind == MethodKind.DelegateInvoke || depth > MaxDepth)
        {
            return true;
        }

        if (_methods.TryGetValue(definition, out var known))
        {
            return known;
        }

        var bodies = definition.MethodKind == MethodKind.LocalFunction ? [definition] : _implementations.Of(definition);
        var canFail = bodies.Count == 0 || bodies.Any(target => SourceBody.Of(target, symbols.Compilation, cancellation) is not { } body || BodyCanFail(body, depth + 1, cancellation));
        return _methods.GetOrAdd(definition, canFail);
    }

    private bool BodyCanFail(IOperation body, int depth, CancellationToken cancellation)
    {
        foreach (var operation in body.Descendants())
        {
            var fails = operation switch
            {
                IThrowOperation => true,
                IAwaitOperation wait => CanFail(wait.Operation, depth, cancellation),
                IInvocationOperation { Parent: not IAwaitOperation } call => IsWork(call) && CallCanFail(call, depth, cancellation),
                IInvalidOperation { Syntax: InvocationExpressionSyntax, Parent: not IAwaitOperation } => true,
                _ => false,
            };
            if (fails && IsRunHere(operation, body) && !operation.IsCoveredWithin(body, symbols, mayReturn: true))
            {
                return true;
            }
        }

        return false;
    }

    // A call whose failure is worth a thought: not a log line, a metric or a list.
    private static bool IsWork(IInvocationOperation call)
    {
        var space = call.TargetMethod.ContainingNamespace?.ToDisplayString() ?? "";
        return space != "System" && !SafeNamespaces.Any(safe => space.StartsWith(safe, StringComparison.Ordinal));
    }

    // In the body itself, not in a function that it only makes.
    private static bool IsRunHere(IOperation operation, IOperation body)
    {
        for (var current = operation.Parent; current is not null && current != body; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsThreading(IMethodSymbol method) => method.ContainingNamespace?.ToDisplayString().StartsWith("System.Threading", StringComparison.Ordinal) == true;

    private static bool IsSystem(IMethodSymbol method) => method.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;
}
