namespace CloudNative.Sdk.Discovery.Resolution;

internal sealed class ServiceEndpointResolver(ServiceDirectory directory) : IServiceEndpointResolver
{
    public async ValueTask<ServiceCall> PickAsync(Uri service, CancellationToken cancellationToken = default)
    {
        var route = RouteOf(service);
        if (route.Pick(null, null, out var started) is { } instance)
        {
            return new ServiceCall(instance, started);
        }

        return await directory.WaitAsync(route, null, null, cancellationToken).ConfigureAwait(false) is var (awaited, begun)
            ? new ServiceCall(awaited, begun)
            : throw UnknownService.NotKnown(service, route.Watch.Query, route.Watch.State?.Reasons ?? []);
    }

    public async ValueTask<IReadOnlyList<ServiceEndpoint>> GetEndpointsAsync(Uri service, CancellationToken cancellationToken = default)
    {
        var route = RouteOf(service);
        if (route.Watch.State?.Set is null)
        {
            try
            {
                await directory.WaitAsync(route, null, null, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException) when (route.Watch.State?.Set is not null)
            {
                // It is known and has no instance, which is an answer here.
            }
        }

        return route.Watch.State?.Set is { } set
            ? Array.ConvertAll(set.Instances, instance => instance.Endpoint)
            : throw UnknownService.NotKnown(service, route.Watch.Query, route.Watch.State?.Reasons ?? []);
    }

    private Route RouteOf(Uri service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (!service.IsAbsoluteUri)
        {
            throw new ArgumentException($"'{service}' must be the absolute URI of a service, as 'http://catalog'.", nameof(service));
        }

        return directory.Of(string.Empty).Find(service, out _)
            ?? throw UnknownService.NotKnown(service, LogicalName.Of(service), [directory.KnownServices]);
    }
}
