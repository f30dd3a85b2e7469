using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Addresses;

/// <summary>The addresses of a service's name are its instances, at the port of the scheme.</summary>
internal sealed class DnsEndpointSource(AddressLookup lookup, SystemNames system, DnsWatch watch) : IServiceEndpointSource
{
    public string Name => "Dns";

    /// <summary>Every name might be in DNS, so this source is for those who ask for it.</summary>
    public bool IsConfigured => false;

    public IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, CancellationToken cancellationToken) =>
        watch.FollowAsync(token => FindAsync(query, token), cancellationToken);

    private async Task<DnsState> FindAsync(ServiceQuery query, CancellationToken cancellationToken)
    {
        if (query.Endpoint is not null)
        {
            return DnsState.Unknown($"addresses in DNS have no endpoint '{query.Endpoint}'; SRV records, the source 'DnsSrv', have");
        }

        if (!DnsName.IsAskable(query.Service, out var reason))
        {
            return DnsState.Unknown(reason);
        }

        // A name that cannot be resolved now ends the search: behind it might stand another service of the same name.
        TimeSpan? ttl = null;
        var names = SearchList.NamesFor(query.Service, system.ReadResolvConf());
        foreach (var name in names)
        {
            var found = await lookup.FindAsync(name, cancellationToken).ConfigureAwait(false);
            if (found.Addresses.Count > 0)
            {
                return DnsState.Known(found.Addresses.Select(address => new ServiceEndpoint(address.ToString(), 0) { HostName = query.Service }), found.Ttl);
            }

            ttl = found.Ttl is null || found.Ttl > ttl ? ttl : found.Ttl;
        }

        return DnsState.Unknown($"DNS has no address of {string.Join(", ", names)}", ttl);
    }
}
