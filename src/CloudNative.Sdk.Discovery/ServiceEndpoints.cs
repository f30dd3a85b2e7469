namespace CloudNative.Sdk.Discovery;

/// <summary>What a source knows of a service at one moment; immutable.</summary>
public sealed class ServiceEndpoints
{
    /// <summary>Initializes what a source knows.</summary>
    /// <param name="endpoints">The instances. None means that the source knows the service, and that it has no instance now.</param>
    public ServiceEndpoints(IReadOnlyList<ServiceEndpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Endpoints = endpoints;
    }

    private ServiceEndpoints(string reason)
    {
        Endpoints = [];
        Reason = reason;
    }

    /// <summary>Gets the instances.</summary>
    public IReadOnlyList<ServiceEndpoint> Endpoints { get; }

    /// <summary>Gets whether the source knows the service; where not, the next source is asked.</summary>
    public bool IsKnown => Reason is null;

    /// <summary>Gets why the service is not known, and what is known instead, for the message of an error; null where the service is known.</summary>
    public string? Reason { get; }

    /// <summary>Tells whether a caller could not tell this from another answer, so that a source need not repeat it.</summary>
    /// <param name="other">The other answer. The order of its endpoints counts.</param>
    /// <returns>True where both hold the same endpoints, or the same reason.</returns>
    public bool HasSameContent(ServiceEndpoints other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Reason == other.Reason
            && Endpoints.Count == other.Endpoints.Count
            && Endpoints.Zip(other.Endpoints).All(pair => pair.First.HasSameContent(pair.Second));
    }

    /// <summary>Tells that the source does not know the service.</summary>
    /// <param name="reason">Why, and what it knows instead: <c>known services: catalog, orders</c>.</param>
    /// <returns>The answer.</returns>
    public static ServiceEndpoints Unknown(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new ServiceEndpoints(reason);
    }
}
