using CloudNative.Sdk.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CloudNative.Sdk.Analyzers.Rules.Resiliency.Clients;

/// <summary>Where the client of a call comes from: handed to its class, made by the factory under a name, or neither.</summary>
internal sealed class ClientOrigin
{
    public static ClientOrigin Unknown { get; } = new();

    /// <summary>Gets the class whose constructor gets the client.</summary>
    public INamedTypeSymbol? Owner { get; private set; }

    /// <summary>Gets the name that the factory is asked for; null also where it cannot be told.</summary>
    public string? Name { get; private set; }

    /// <summary>Gets whether a factory or a container made the client, so that its handlers are on it.</summary>
    public bool IsConfigured { get; private set; }

    public static ClientOrigin Of(IOperation? client, Compilation compilation, CancellationToken cancellation)
    {
        var value = client?.Unwrap();
        for (var step = 0; step < 4; step++)
        {
            switch (value)
            {
                case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }:
                    return new ClientOrigin { Owner = constructor.ContainingType, IsConfigured = true };
                case IInvocationOperation { TargetMethod: { Name: "CreateClient", ContainingType.Name: "IHttpClientFactory" or "HttpClientFactoryExtensions" } } call:
                    return new ClientOrigin { Name = NameOf(call), IsConfigured = true };
                case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                    value = AssignedValue.Of(value.ReferencedSymbol()!, compilation, cancellation)?.Unwrap();
                    break;
                default:
                    return Unknown;
            }
        }

        return Unknown;
    }

    /// <summary>Returns whether a registration is about this client.</summary>
    public bool IsServedBy(ClientKey key) => IsConfigured && (key.IsEvery || (Name is not null && key.IsNamed(Name)) || (Owner is not null && key.Serves(Owner)));

    private static string? NameOf(IInvocationOperation call) => call.Argument("name") is { } name ? name.ConstantValue.Value as string : "";
}
