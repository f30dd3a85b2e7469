using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Retries;

/// <summary>A policy or pipeline that tries again, as far as its definition, or else its name, tells.</summary>
internal sealed class RetryPolicy
{
    private readonly HashSet<string> _handled;

    private RetryPolicy(HashSet<string> handled) => _handled = handled;

    /// <summary>Reads the object that a delegate is executed by; null where it does not retry or that cannot be told.</summary>
    public static RetryPolicy? Of(ExpressionSyntax? policy, SemanticModel model, CancellationToken cancellation)
    {
        if (policy is null)
        {
            return null;
        }

        var definition = Definition(policy, model, cancellation);
        var text = (definition ?? policy).ToString();
        var retries = text.IndexOf("retry", StringComparison.OrdinalIgnoreCase) >= 0 && (definition is null || text.Contains("AddRetry") || text.Contains("Retry(") || text.Contains("RetryAsync(")
            || text.Contains("RetryForever") || text.IndexOf("GetPipeline", StringComparison.Ordinal) >= 0 || text.Contains("GetPolicy"));
        return retries ? new RetryPolicy(HandledIn(definition)) : null;
    }

    /// <summary>Makes what the clauses of a loop amount to.</summary>
    public static RetryPolicy OfFailures(IEnumerable<string> handled) => new(new HashSet<string>(handled, StringComparer.Ordinal));

    /// <summary>Returns whether no failure can reach both.</summary>
    public bool IsApartFrom(RetryPolicy other) => _handled.Count > 0 && other._handled.Count > 0 && !_handled.Contains("Exception") && !other._handled.Contains("Exception") && !_handled.Overlaps(other._handled);

    /// <summary>Returns whether it takes, or may take, failures to reach another system.</summary>
    public bool TakesTransport(params string[] others) => _handled.Count == 0 || _handled.Any(name => name == "Exception" || TransportFailure.IsName(name) || Array.IndexOf(others, name) >= 0);

    private static SyntaxNode? Definition(ExpressionSyntax policy, SemanticModel model, CancellationToken cancellation)
    {
        // Policy.Handle<X>().WaitAndRetryAsync(3).ExecuteAsync(...)
        if (policy is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax } })
        {
            return policy;
        }

        var symbol = model.GetSymbolInfo(policy, cancellation).Symbol;
        return symbol switch
        {
            IMethodSymbol method => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation),
            ILocalSymbol or IFieldSymbol or IPropertySymbol => Assigned(symbol, model, cancellation),
            _ => null,
        };
    }

    // What comes from outside has only its name.
    private static SyntaxNode? Assigned(ISymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        var value = AssignedValue.Of(symbol, model.Compilation, cancellation);
        return value?.Syntax is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax ? Followed(value, cancellation) : null;
    }

    private static SyntaxNode Followed(IOperation value, CancellationToken cancellation) =>
        value is Microsoft.CodeAnalysis.Operations.IInvocationOperation { TargetMethod.DeclaringSyntaxReferences: { Length: > 0 } declared } ? declared[0].GetSyntax(cancellation) : value.Syntax;

    private static HashSet<string> HandledIn(SyntaxNode? definition)
    {
        var handled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in definition?.DescendantNodesAndSelf() ?? [])
        {
            if (node is GenericNameSyntax { Identifier.ValueText: "Handle" or "Or" or "HandleInner" or "OrInner" } generic && generic.TypeArgumentList.Arguments[0].LastTypeName() is { } name)
            {
                handled.Add(name);
            }
        }

        return handled;
    }
}
