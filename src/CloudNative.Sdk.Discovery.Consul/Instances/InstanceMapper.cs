using System.Buffers;
using System.Net;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Makes endpoints of a query out of instances, and remembers why there was none.</summary>
internal sealed class InstanceMapper(ServiceQuery query, string? taggedAddress)
{
    private const string EndpointPrefix = "endpoint_";
    private const string PortSuffix = "_port";
    private const string Default = "default";
    private const string RemoteAddress = "wan";

    private static readonly SearchValues<char> NotOfAddresses = SearchValues.Create("[]/@?#\\ ");

    private readonly SortedSet<string> _endpoints = new(StringComparer.OrdinalIgnoreCase);
    private bool _hasOtherScheme;

    /// <summary>Gets why no instance fits although there are some, or null where there is nothing wrong with the query.</summary>
    public string? Reason => _hasOtherScheme
        ? $"the instances of '{query.Service}' speak http, and only {string.Join(", ", query.Schemes)} is asked for"
        : query.Endpoint is null || _endpoints.Contains(query.Endpoint) ? null
        : $"the instances of '{query.Service}' have no endpoint '{query.Endpoint}'; known endpoints: {(_endpoints.Count == 0 ? "none" : string.Join(", ", _endpoints))}";

    /// <summary>Makes an endpoint.</summary>
    /// <param name="weighed">The instance.</param>
    /// <param name="position">The position of its data centre among those that are followed.</param>
    /// <param name="refused">Gets the instance if its address is none.</param>
    /// <returns>Null where the instance does not fit the query, or cannot be called.</returns>
    public ServiceEndpoint? Map(WeighedEntry weighed, int position, ISet<(string Id, string Address)> refused)
    {
        var entry = weighed.Entry;
        var metadata = InstanceMetadata.Of(entry.Service);
        if (PlaceOf(entry, metadata, position > 0) is not { } place || SchemeOf(place) is not (true, var scheme))
        {
            return null;
        }

        if (HostOf(place.Host) is not { } host)
        {
            refused.Add((entry.Id, place.Host));
            return null;
        }

        return new ServiceEndpoint(host, place.Port)
        {
            Id = position == 0 ? entry.Id : $"{entry.Node.Datacenter}/{entry.Id}",
            Scheme = scheme,
            Path = place.Path,

            // Certificates are issued for names, seldom for addresses.
            HostName = (scheme ?? query.Schemes[0]) == Uri.UriSchemeHttps && IPAddress.TryParse(host, out _) ? query.Service : null,
            Weight = weighed.Weight,
            Priority = position,
            Zone = ZoneOf(entry, metadata),
            DataCenter = entry.Node.Datacenter,
            Metadata = metadata,
        };
    }

    private EndpointPlace? PlaceOf(HealthEntry entry, Dictionary<string, string> metadata, bool isRemote)
    {
        var scheme = InstanceMetadata.SchemeOf(metadata);
        var (host, port) = AddressOf(entry, isRemote);
        foreach (var key in metadata.Keys)
        {
            if (key.StartsWith(EndpointPrefix, StringComparison.OrdinalIgnoreCase))
            {
                _endpoints.Add(key[EndpointPrefix.Length..]);
            }
            else if (key.EndsWith(PortSuffix, StringComparison.OrdinalIgnoreCase))
            {
                _endpoints.Add(key[..^PortSuffix.Length]);
            }
        }

        if (query.Endpoint is null or Default || string.Equals(query.Endpoint, scheme, StringComparison.Ordinal))
        {
            _endpoints.Add(query.Endpoint ?? Default);

            // An instance without a port cannot be called.
            return port is > 0 and <= ushort.MaxValue ? new EndpointPlace(host, port, scheme) : null;
        }

        return (metadata.TryGetValue(EndpointPrefix + query.Endpoint, out var text) || metadata.TryGetValue(query.Endpoint + PortSuffix, out text))
            && EndpointPlace.TryParse(text, host, out var place) ? place : null;
    }

    /// <summary>Gets the scheme to call with.</summary>
    private (bool Fits, string? Scheme) SchemeOf(EndpointPlace place)
    {
        if (!query.Schemes.Any(asked => asked == Uri.UriSchemeHttp || asked == Uri.UriSchemeHttps))
        {
            // What the instance says of TLS is about HTTP.
            return (true, null);
        }

        if (place.Scheme is not { } scheme)
        {
            // Of an instance that does not speak of TLS, plain HTTP can be expected, where the query allows it.
            return (true, query.Schemes.Contains(Uri.UriSchemeHttp) ? Uri.UriSchemeHttp : null);
        }

        // TLS instead of plain HTTP does no harm; the other way round it would.
        var fits = scheme == Uri.UriSchemeHttps || query.Schemes.Contains(scheme);
        _hasOtherScheme |= !fits;
        return (fits, scheme);
    }

    private (string Host, int Port) AddressOf(HealthEntry entry, bool isRemote)
    {
        var name = taggedAddress ?? (isRemote ? RemoteAddress : null);
        if (name is not null)
        {
            if (entry.Service.TaggedAddresses?.TryGetValue(name, out var tagged) == true && tagged is { Address.Length: > 0 })
            {
                return (tagged.Address, tagged.Port > 0 ? tagged.Port : entry.Service.Port);
            }

            if (entry.Service.Address is not { Length: > 0 } && entry.Node.TaggedAddresses?.TryGetValue(name, out var node) == true && node is { Length: > 0 })
            {
                return (node, entry.Service.Port);
            }
        }

        return (entry.Host, entry.Service.Port);
    }

    /// <summary>Gets the host that an address names, that of IPv6 without brackets, or null where it could not stand in a URI, or would be more than a host there.</summary>
    private static string? HostOf(string address)
    {
        var host = address.StartsWith('[') && address.EndsWith(']') && address.Contains(':', StringComparison.Ordinal) ? address[1..^1] : address;
        return Uri.CheckHostName(host) switch
        {
            UriHostNameType.Dns or UriHostNameType.IPv4 => host,

            // The check passes prefix lengths, brackets, and anything as the zone behind a percent sign.
            UriHostNameType.IPv6 when !host.AsSpan().ContainsAny(NotOfAddresses) => host,
            _ => null,
        };
    }

    private static string? ZoneOf(HealthEntry entry, Dictionary<string, string> metadata) =>
        NotEmpty(metadata.GetValueOrDefault("zone"))
        ?? NotEmpty(entry.Service.Locality?.Zone)
        ?? NotEmpty(entry.Node.Meta?.GetValueOrDefault("zone"))
        ?? NotEmpty(entry.Node.Locality?.Zone);

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
