using System.Collections.Concurrent;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Finds the routes of one client by the beginning of a URI, and remembers them.</summary>
internal sealed class ClientRoutes(ServiceDirectory directory, string client)
{
    private const int MaxRemembered = 1024;
    private const string AuthorityEnds = "/?#\\";

    /// <summary>By scheme and authority as they were written, which saves parsing; bounded, since the callers of a service may make up hosts. Null: not a service.</summary>
    private readonly ConcurrentDictionary<string, Route?> _byText = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Route> _routes = new(StringComparer.Ordinal);

    /// <summary>What was found last: most clients call one service, which a comparison finds faster than a look-up.</summary>
    private volatile Found? _last;

    private int _version;

    public int Remembered => _byText.Count;

    /// <summary>Finds the route of a URI.</summary>
    /// <param name="uri">An absolute URI.</param>
    /// <param name="path">What follows the authority, as it was written.</param>
    /// <returns>Null where the URI is not that of a service.</returns>
    public Route? Find(Uri uri, out ReadOnlySpan<char> path)
    {
        var text = uri.OriginalString.AsSpan();
        if (_last is { Route.Watch.IsStopped: false } last && last.IsIn(text))
        {
            path = text[last.Authority.Length..];
            return last.Route;
        }

        var start = uri.Scheme.Length + 3;
        if (!text[uri.Scheme.Length..].StartsWith("://", StringComparison.Ordinal))
        {
            // Written in another way that means the same.
            text = uri.AbsoluteUri;
        }

        var length = text[start..].IndexOfAny(AuthorityEnds);
        var end = length < 0 ? text.Length : start + length;
        path = text[end..];
        if (!_byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..end], out var authority, out var route) || route is { Watch.IsStopped: true })
        {
            return Remember(uri, text[..end]);
        }

        if (_last is null && route is not null)
        {
            _last = new Found(authority, route);
        }

        return route;
    }

    /// <summary>Forgets which hosts are no services, as the sources have changed, and what is not followed any more.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _version);
        _byText.Clear();
        _last = null;
        foreach (var (key, route) in _routes)
        {
            if (route.Watch.IsStopped)
            {
                _routes.TryRemove(KeyValuePair.Create(key, route));
            }
        }
    }

    private Route? Remember(Uri uri, ReadOnlySpan<char> authority)
    {
        var version = Volatile.Read(ref _version);
        var route = directory.Watch(uri) is { } watch ? RouteTo(watch, uri) : null;
        if (_byText.Count < MaxRemembered)
        {
            var text = authority.ToString();
            _byText[text] = route;

            // What was found out before the sources changed must not stay.
            if (version != Volatile.Read(ref _version))
            {
                _byText.TryRemove(text, out _);
            }
        }

        return route;
    }

    private Route RouteTo(ServiceWatch watch, Uri uri) => _routes.AddOrUpdate(
        watch.Key,
        _ => directory.RouteOf(watch, client, uri),
        (_, known) => ReferenceEquals(known.Watch, watch) ? known : directory.RouteOf(watch, client, uri));

    private sealed record Found(string Authority, Route Route)
    {
        public bool IsIn(ReadOnlySpan<char> text) =>
            text.StartsWith(Authority, StringComparison.Ordinal) && (text.Length == Authority.Length || AuthorityEnds.Contains(text[Authority.Length], StringComparison.Ordinal));
    }
}
