using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency;

/// <summary>Finds what makes a loop wait between a failure and the next attempt.</summary>
internal sealed class RetryWaits(StatementSyntax loop, TryStatementSyntax attempt, KnownSymbols symbols, CancellationToken cancellation)
{
    private static readonly string[] Words = ["delay", "sleep", "backoff", "wait", "pause", "throttle", "jitter", "nexttick"];

    private static readonly string[] Sources = ["ReadLine", "ReadKey", "Take", "TryTake", "Consume", "Dequeue", "WaitOne"];

    /// <summary>Gets whether every attempt waits for something first: an interval, a signal, an item of this process. A remote receive is no such wait: it fails at once when the broker is away.</summary>
    public bool IsPaced => IsPacedBefore() || StartsWithWait() || (attempt.Finally is { } final && Delays(final));

    /// <summary>Returns whether a failure that the clause takes is followed by a wait.</summary>
    public bool DelaysAfter(CatchClauseSyntax clause)
    {
        if (Delays(clause.Block))
        {
            return true;
        }

        return clause.Block.Statements.LastOrDefault() is not ContinueStatementSyntax && (DelaysAfterTry() || (clause.Filter is not null && WorksAfterTry()));
    }

    private bool IsPacedBefore()
    {
        foreach (var node in loop.NodesHere())
        {
            if (node.SpanStart >= attempt.SpanStart)
            {
                return loop is ForStatementSyntax { Incrementors: var steps } && steps.Any(Delays);
            }

            if (node is AwaitExpressionSyntax wait && wait.Expression.LastName() is var awaited && (awaited is null || !awaited.StartsWith("Receive", StringComparison.Ordinal)))
            {
                return true;
            }

            if (node is InvocationExpressionSyntax call && (Sources.Contains(call.CalledName()) || IsNamedDelay(call)))
            {
                return true;
            }
        }

        return false;
    }

    // try { await timer.WaitForNextTickAsync(token); ... } and a prompt: before anything else that can fail.
    private bool StartsWithWait()
    {
        foreach (var node in attempt.Block.NodesHere())
        {
            switch (node)
            {
                case AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call }:
                    return IsNamedDelay(call) || call.CalledName() is "ReadLineAsync";
                case AwaitExpressionSyntax:
                    return false;
                case InvocationExpressionSyntax call when call.CalledName() is "ReadLine" or "ReadKey" or "Sleep":
                    return true;
            }
        }

        return false;
    }

    private bool DelaysAfterTry()
    {
        foreach (var call in loop.CallsHere())
        {
            if (call.SpanStart > attempt.Span.End && IsDelay(call))
            {
                return true;
            }
        }

        return false;
    }

    // An expected failure, told by a filter, after which the loop does something else.
    private bool WorksAfterTry() => loop.NodesHere().Any(node => node is AwaitExpressionSyntax && node.SpanStart > attempt.Span.End);

    private bool Delays(SyntaxNode node) => node.DescendantNodesAndSelf(static child => child is not AnonymousFunctionExpressionSyntax).Any(inner => inner switch
    {
        InvocationExpressionSyntax call => IsDelay(call),
        AwaitExpressionSyntax { Expression: IdentifierNameSyntax name } => HasWord(name.Identifier.ValueText),
        _ => false,
    });

    private bool IsDelay(InvocationExpressionSyntax call)
    {
        if (IsNamedDelay(call))
        {
            return true;
        }

        // One step into a method of this project.
        var method = symbols.Compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol as IMethodSymbol;
        return method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is { } declaration
            && declaration.DescendantNodes().Any(node => node is InvocationExpressionSyntax inner && IsNamedDelay(inner));
    }

    private static bool IsNamedDelay(InvocationExpressionSyntax call) => HasWord(call.CalledName()) || HasWord(call.CalledOn().LastName());

    private static bool HasWord(string? name)
    {
        if (name is null or "ConfigureAwait" or "GetAwaiter")
        {
            return false;
        }

        foreach (var word in Words)
        {
            if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
