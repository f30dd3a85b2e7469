using CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Retries;

/// <summary>Finds, in code that is tried again, what is tried again by itself.</summary>
internal sealed class InnerRetries(ClientHandlers handlers, DatabaseRetries databases, KnownSymbols symbols)
{
    /// <summary>Gets the first of them: what it does, and what retries it.</summary>
    public (Location Place, string Work, string Retry)? In(RetryAttempt attempt, CancellationToken cancellation) => In(attempt, attempt.Body, followsCalls: true, cancellation);

    private (Location Place, string Work, string Retry)? In(RetryAttempt attempt, SyntaxNode body, bool followsCalls, CancellationToken cancellation)
    {
        SemanticModel? model = null;
        foreach (var node in body.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax call || call.CalledName() is not { } name)
            {
                continue;
            }

            model ??= symbols.Compilation.GetSemanticModel(body.SyntaxTree);
            if (model.GetOperation(call, cancellation) is { } operation && RetryOf(attempt, operation, call, name, model, cancellation) is { } retry)
            {
                return (call.GetLocation(), name, retry);
            }

            // One step into a method of this project.
            if (followsCalls && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { DeclaringSyntaxReferences.Length: > 0 } method
                && In(attempt, method.DeclaringSyntaxReferences[0].GetSyntax(cancellation), followsCalls: false, cancellation) is { } found)
            {
                return (call.GetLocation(), name, found.Retry);
            }
        }

        return null;
    }

    private string? RetryOf(RetryAttempt attempt, IOperation operation, InvocationExpressionSyntax call, string name, SemanticModel model, CancellationToken cancellation)
    {
        if (RetryAttempt.Methods.Contains(name))
        {
            return RetryAttempt.OfCall(operation, cancellation) is { } inner && !attempt.Policy.IsApartFrom(inner.Policy) ? $"'{inner.Name}'" : null;
        }

        if (name is "SaveChangesAsync" or "SaveChanges")
        {
            return databases.Include(ContextOf(call, model, cancellation)) && attempt.Policy.TakesTransport("DbUpdateException") ? "'EnableRetryOnFailure'" : null;
        }

        return operation is IInvocationOperation bound && attempt.Policy.TakesTransport() && IsRetriedByHandler(bound, cancellation) ? "the handler of its client" : null;
    }

    private static string? ContextOf(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        call.CalledOn() is { } on && model.GetTypeInfo(on, cancellation).Type is { } type ? type.Name : null;

    // A call of the client itself, or of the class that it is handed to.
    private bool IsRetriedByHandler(IInvocationOperation call, CancellationToken cancellation)
    {
        if (call.Receiver() is not { Type: INamedTypeSymbol type } receiver || !call.TargetMethod.ReturnType.IsTaskLike(symbols))
        {
            return false;
        }

        if (!type.Is(symbols.HttpClient))
        {
            return handlers.All.Any(handler => handler.Retries && handler.Clients.Any(client => client.Types.Any(served => served.Is(type))));
        }

        var origin = ClientOrigin.Of(receiver, symbols.Compilation, cancellation);
        return origin.IsConfigured && (handlers.IsSdkHost || handlers.All.Any(handler => handler.Retries && handler.Clients.Any(origin.IsServedBy)));
    }
}
