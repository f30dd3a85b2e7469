using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>A call that runs a delegate under protection: a retry, a breaker, a catch.</summary>
internal sealed class GuardedDelegate(KnownSymbols symbols)
{
    private static readonly string[] PolicyWords = ["pipeline", "policy", "retry", "retrier", "breaker", "resilien"];

    /// <summary>Returns whether the protection ends when the delegate hands back its task: its result type is a type parameter, and that is a task here.</summary>
    public bool EndsAtFirstAwait(IInvocationOperation call, CancellationToken cancellation)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        return BindsDelegateResultToTask(call.TargetMethod, method)
            && (IsPolicy(method) || method.ContainingType.Name == "ExecutionStrategyExtensions" || IsOwnGuard(method, cancellation));
    }

    /// <summary>Returns whether a method is of a policy or pipeline of Polly.</summary>
    public static bool IsPolicy(IMethodSymbol method) =>
        method.ContainingType is { } type && type.ContainingNamespace?.ToDisplayString() is "Polly" or "Polly.Registry" or "Polly.Wrap" or "Polly.Retry" or "Polly.CircuitBreaker" or "Polly.Timeout" or "Polly.Bulkhead" or "Polly.Fallback";

    /// <summary>Returns whether the receiver of a call that does not bind is named like a policy.</summary>
    public static bool LooksLikePolicy(IOperation call) =>
        (call.Syntax as InvocationExpressionSyntax)?.CalledOn()?.ToString() is { } receiver && PolicyWords.Any(word => receiver.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private bool BindsDelegateResultToTask(IMethodSymbol called, IMethodSymbol definition)
    {
        for (var index = 0; index < definition.TypeParameters.Length; index++)
        {
            if (called.TypeArguments.Length <= index || !called.TypeArguments[index].IsTaskLike(symbols))
            {
                continue;
            }

            foreach (var parameter in definition.Parameters)
            {
                if (parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } result } && result.Is(definition.TypeParameters[index]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A method of this project that does something around the delegate and knows nothing of tasks.
    private static bool IsOwnGuard(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.DeclaringSyntaxReferences.Length == 0)
        {
            return false;
        }

        if (method.IsAbstract)
        {
            return (method.ContainingType.Name + method.Name) is var names && PolicyWords.Any(word => names.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        }

        var declaration = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var guards = false;
        foreach (var node in declaration.DescendantNodes())
        {
            guards |= node is TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax
                || (node is LocalDeclarationStatementSyntax local && local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword));
            if (node is AwaitExpressionSyntax or IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" or "dynamic" } or GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask" })
            {
                return false;
            }
        }

        return guards;
    }
}
