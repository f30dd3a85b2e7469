using System.Collections.Concurrent;
using CloudNative.Sdk.Discovery.Endpoints;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Finds the endpoints for a URI in one state of the configuration, and remembers them by the URI's beginning.</summary>
internal sealed class ServiceSnapshot(ServiceMap map, IOptions<DiscoveryOptions> options)
{
    private const int MaxRemembered = 1024;

    /// <summary>The name of an endpoint that serves every scheme, by Microsoft's convention.</summary>
    private const string DefaultEndpoint = "default";

    private static readonly EndpointRing Unchanged = new(["-"]);

    /// <summary>By scheme and host: as many as the configuration and the code have, and each with one turn for all its spellings.</summary>
    private readonly ConcurrentDictionary<string, EndpointRing> _rings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>By the text of the URI, which saves its parsing; bounded, since the callers of a service may make up hosts.</summary>
    private readonly ConcurrentDictionary<string, EndpointRing> _byText = new(StringComparer.Ordinal);

    public int Remembered => _byText.Count;

    /// <summary>Gets the endpoints, or null where the URI is left to DNS.</summary>
    /// <param name="uri">An absolute URI.</param>
    /// <param name="authority">Scheme and authority as the URI was written; the text that the answer is remembered by.</param>
    /// <exception cref="HttpRequestException">The URI names a service or an endpoint that is not known.</exception>
    public EndpointRing? Find(Uri uri, ReadOnlySpan<char> authority)
    {
        if (!_byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(authority, out var ring))
        {
            ring = Build(uri) ?? Unchanged;
            if (_byText.Count < MaxRemembered)
            {
                ring = _byText.GetOrAdd(authority.ToString(), ring);
            }
        }

        return ReferenceEquals(ring, Unchanged) ? null : ring;
    }

    private EndpointRing? Build(Uri uri)
    {
        var name = LogicalName.Of(uri);
        if (!map.Knows(name.Service))
        {
            return !name.IsExplicit ? null
                : options.Value.PassThrough && name.Endpoint is null ? new EndpointRing([PassOn(uri, name)])
                : throw UnknownService(uri, name);
        }

        string[] candidates = name.Endpoint is { } named ? [named] : [DefaultEndpoint, .. name.Schemes];
        foreach (var endpoint in candidates)
        {
            if (map.Find(name.Service, endpoint) is { } addresses)
            {
                var scheme = Array.Find(name.Schemes, scheme => scheme.Equals(endpoint, StringComparison.OrdinalIgnoreCase)) ?? name.Schemes[0];
                return _rings.GetOrAdd(Shown(uri), _ => RingOf(addresses, scheme));
            }
        }

        throw UnknownEndpoint(uri, name);
    }

    private static EndpointRing RingOf(ServiceAddress[] addresses, string scheme) =>
        new(Array.ConvertAll(addresses, address => $"{address.Scheme ?? scheme}://{address.AuthorityAndPath}"));

    private static string PassOn(Uri uri, LogicalName name) => $"{name.Schemes[0]}://{(uri.Port < 0 ? uri.Host : $"{uri.Host}:{uri.Port}")}";

    private HttpRequestException UnknownService(Uri uri, LogicalName name)
    {
        var known = map.Services.Any() ? $"Known services: {string.Join(", ", map.Services)}." : "No service has endpoints.";
        var key = $"{ServiceMap.SectionName}:{name.Service}:{name.Endpoint ?? name.Schemes[0]}:0";
        return new HttpRequestException(
            HttpRequestError.NameResolutionError, $"CNS8302: service '{name.Service}' of '{Shown(uri)}' is not known. {known} Correct the name, or add '{key}'.");
    }

    private HttpRequestException UnknownEndpoint(Uri uri, LogicalName name)
    {
        var missing = name.Endpoint ?? string.Join("' or '", name.Schemes);
        return new HttpRequestException(
            HttpRequestError.NameResolutionError,
            $"CNS8303: service '{name.Service}' has no endpoint '{missing}', which '{Shown(uri)}' asks for. "
            + $"Known endpoints: {string.Join(", ", map.EndpointsOf(name.Service))}. "
            + $"Correct the URI, or add '{ServiceMap.SectionName}:{name.Service}:{name.Endpoint ?? name.Schemes[0]}:0'.");
    }

    private static string Shown(Uri uri) => $"{uri.Scheme}://{uri.Host}";
}
