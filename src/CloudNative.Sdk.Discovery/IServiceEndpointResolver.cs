namespace CloudNative.Sdk.Discovery;

/// <summary>Finds instances of services for code that does not call them through an <see cref="HttpClient"/>: gRPC channels, raw sockets, own protocols.</summary>
/// <remarks>
/// Thread-safe. It uses the same sources, balancing and ejection as every <see cref="HttpClient"/> of the factory. Exceptions are <see cref="HttpRequestException"/> with the
/// ids that docs/discovery.md lists: the service is not known (CNS8302), has no such endpoint (CNS8303), was not named in time (CNS8306), or has no instance (CNS8307).
/// </remarks>
public interface IServiceEndpointResolver
{
    /// <summary>Picks an instance for one call.</summary>
    /// <param name="service">The absolute URI of the service, as <c>http://catalog</c> or <c>tcp://_queue.orders</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the first answer of the sources.</param>
    /// <returns>The instance. Dispose it when the call has ended: until then it counts as in flight.</returns>
    ValueTask<ServiceCall> PickAsync(Uri service, CancellationToken cancellationToken = default);

    /// <summary>Gets all instances that the sources name now, also those that are not called for a while.</summary>
    /// <param name="service">The absolute URI of the service.</param>
    /// <param name="cancellationToken">Ends the wait for the first answer of the sources.</param>
    /// <returns>The instances; none where the service is known and has none.</returns>
    ValueTask<IReadOnlyList<ServiceEndpoint>> GetEndpointsAsync(Uri service, CancellationToken cancellationToken = default);
}
