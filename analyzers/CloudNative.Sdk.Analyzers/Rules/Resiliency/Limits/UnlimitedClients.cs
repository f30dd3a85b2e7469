using System.Collections.Concurrent;
using CloudNative.Sdk.Analyzers.Engine;
using CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;
using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Limits;

/// <summary>The HTTP clients whose <c>Timeout</c> is set to infinite.</summary>
internal sealed class UnlimitedClients(ClientHandlers handlers, KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _holders = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentQueue<ClientKey> _keys = new();

    public static UnlimitedClients Of(RuleRegistry registry) => new(ClientHandlers.Of(registry), registry.Symbols);

    /// <summary>Sees what is assigned to the <c>Timeout</c> of a client.</summary>
    public void See(ISimpleAssignmentOperation assignment, IPropertyReferenceOperation timeout, CancellationToken cancellation)
    {
        if (!timeout.Property.ContainingType.Is(symbols.HttpClient) || ConstantDuration.Of(assignment.Value, cancellation) != System.Threading.Timeout.InfiniteTimeSpan)
        {
            return;
        }

        switch (timeout.Instance?.Unwrap())
        {
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }:
                _holders[constructor.ContainingType.OriginalDefinition] = true;
                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }:
                SeeConfigured(assignment, cancellation);
                break;
            case IInstanceReferenceOperation when assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation }:
                SeeHolder(HolderOf(creation));
                break;
            case { } instance:
                SeeHolder(instance.ReferencedSymbol());
                break;
        }
    }

    /// <summary>Returns whether a client waits for ever; asked when everything was seen.</summary>
    public bool Include(IOperation? client, CancellationToken cancellation)
    {
        if (_holders.IsEmpty && _keys.IsEmpty)
        {
            return false;
        }

        var origin = ClientOrigin.Of(client, symbols.Compilation, cancellation);
        var isUnlimited = (client?.ReferencedSymbol() is { } holder && _holders.ContainsKey(holder.OriginalDefinition))
            || (origin.Owner is { } owner && _holders.ContainsKey(owner.OriginalDefinition)) || _keys.Any(origin.IsServedBy);
        return isUnlimited && !(origin.IsConfigured && handlers.IsSdkHost) && !handlers.All.Any(handler => handler.Clients.Any(origin.IsServedBy));
    }

    // services.AddHttpClient<T>(client => client.Timeout = ...), or in a call chained to it.
    private void SeeConfigured(IOperation assignment, CancellationToken cancellation)
    {
        foreach (var ancestor in assignment.Syntax.Ancestors())
        {
            if (ancestor is InvocationExpressionSyntax call)
            {
                var model = assignment.SemanticModel!;
                var key = call.CalledName() is "ConfigureHttpClient" ? ClientKey.Of(call, model, cancellation) : ClientKey.Registered(call, model, cancellation);
                if (key is not null)
                {
                    _keys.Enqueue(key);
                }

                return;
            }
        }
    }

    private void SeeHolder(ISymbol? holder)
    {
        if (holder is not null)
        {
            _holders[holder.OriginalDefinition] = true;
        }
    }

    private static ISymbol? HolderOf(IOperation creation)
    {
        var outer = creation.Parent;
        while (outer is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IFieldInitializerOperation { InitializedFields.Length: > 0 } field => field.InitializedFields[0],
            IPropertyInitializerOperation { InitializedProperties.Length: > 0 } property => property.InitializedProperties[0],
            ISimpleAssignmentOperation { Target: var target } => target.ReferencedSymbol(),
            _ => null,
        };
    }
}
