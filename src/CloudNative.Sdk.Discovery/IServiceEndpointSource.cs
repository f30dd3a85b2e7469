namespace CloudNative.Sdk.Discovery;

/// <summary>Knows the instances of services: a registry, a name server, a file.</summary>
/// <remarks>
/// Registered as a singleton of this type, and chosen by its name in <c>CloudNative:Discovery:Sources</c>. Sources are asked in that order, the first that knows a service names its instances.
/// </remarks>
public interface IServiceEndpointSource
{
    /// <summary>Gets the name that the configuration chooses the source by, as <c>Consul</c>.</summary>
    string Name { get; }

    /// <summary>Gets whether the source has what it needs: one that the configuration does not name takes part only where it is configured.</summary>
    bool IsConfigured => true;

    /// <summary>Follows a service for as long as it is called.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>
    /// The state of the service as soon as it is known, and again after each change; the same state again tells that it was confirmed, and its age begins anew.
    /// An exception counts as a failure of the source: what it knew last stays in use, and it is asked again after a while. So does the end of the enumeration.
    /// </returns>
    IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, CancellationToken cancellationToken);
}
