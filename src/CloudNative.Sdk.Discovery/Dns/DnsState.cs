namespace CloudNative.Sdk.Discovery.Dns;

/// <summary>What DNS says of a service now.</summary>
/// <param name="Endpoints">The instances in a fixed order, since name servers turn theirs with each answer.</param>
/// <param name="Ttl">How long this is valid, or null where the server does not say.</param>
internal sealed record DnsState(ServiceEndpoints Endpoints, TimeSpan? Ttl)
{
    public static DnsState Known(IEnumerable<ServiceEndpoint> endpoints, TimeSpan? ttl) => new(
        new ServiceEndpoints([.. endpoints
            .OrderBy(endpoint => endpoint.Priority)
            .ThenBy(endpoint => endpoint.Host, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Port)
            .DistinctBy(endpoint => (endpoint.Host, endpoint.Port))]),
        ttl);

    public static DnsState Unknown(string reason, TimeSpan? ttl = null) => new(ServiceEndpoints.Unknown(reason), ttl);
}
