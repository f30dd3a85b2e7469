using System.Collections.Concurrent;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Finds the routes of one client by the beginning of a URI, and remembers them.</summary>
internal sealed class ClientRoutes(ServiceDirectory directory, string client)
{
    private const int MaxRemembered = 1024;

    /// <summary>By scheme and authority as they were written, which saves parsing; bounded, since the callers of a service may make up hosts. Null: not a service.</summary>
    private readonly ConcurrentDictionary<string, Route?> _byText = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Route> _routes = new(StringComparer.Ordinal);

    public int Remembered => _byText.Count;

    /// <summary>Finds the route of a URI.</summary>
    /// <param name="uri">An absolute URI.</param>
    /// <param name="path">What follows the authority, as it was written.</param>
    /// <returns>Null where the URI is not that of a service.</returns>
    public Route? Find(Uri uri, out ReadOnlySpan<char> path)
    {
        var text = uri.OriginalString.AsSpan();
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        if (start < 3)
        {
            path = default;
            return null;
        }

        var length = text[start..].IndexOfAny("/?#\\");
        var end = length < 0 ? text.Length : start + length;
        path = text[end..];
        return _byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..end], out var route) ? route : Remember(uri, text[..end]);
    }

    /// <summary>Forgets which hosts are no services: the sources have changed.</summary>
    public void Forget() => _byText.Clear();

    /// <summary>Forgets the route to a service that is not followed any more.</summary>
    public void Forget(string key)
    {
        _routes.TryRemove(key, out _);
        Forget();
    }

    private Route? Remember(Uri uri, ReadOnlySpan<char> authority)
    {
        var route = directory.Watch(uri) is { } watch ? _routes.GetOrAdd(watch.Key, _ => directory.RouteOf(watch, client, uri)) : null;
        if (_byText.Count < MaxRemembered)
        {
            _byText.TryAdd(authority.ToString(), route);
        }

        return route;
    }
}
