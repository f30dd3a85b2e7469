using System.Diagnostics.CodeAnalysis;
using CloudNative.Sdk.Discovery.Endpoints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Turns URIs with logical names into URIs of instances.</summary>
/// <remarks>Thread-safe. A change of the configuration replaces the snapshot as a whole; one with faults is refused, and the last good one stays.</remarks>
internal sealed class ServiceResolver : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ILogger<ServiceResolver> _logger;
    private readonly IOptions<DiscoveryOptions> _options;
    private readonly IDisposable _reloads;
    private volatile ServiceSnapshot _snapshot;
    private string _content;

    public ServiceResolver(IConfiguration configuration, IOptions<DiscoveryOptions> options, ILogger<ServiceResolver> logger)
    {
        _configuration = configuration;
        _logger = logger;
        _options = options;
        _content = ContentOf(configuration);
        var map = ServiceMap.Read(configuration);
        FaultsAtStart = map.Faults;
        _snapshot = new ServiceSnapshot(map, options);
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Gets what was wrong in the section <c>Services</c> when the host started.</summary>
    public IReadOnlyList<string> FaultsAtStart { get; }

    /// <summary>Picks an endpoint.</summary>
    /// <param name="uri">The URI of a request.</param>
    /// <param name="resolved">The same path and query at an instance.</param>
    /// <returns>False where the URI stays as it is.</returns>
    /// <exception cref="HttpRequestException">The URI names a service or an endpoint that is not known.</exception>
    public bool TryResolve(Uri uri, [NotNullWhen(true)] out Uri? resolved)
    {
        resolved = null;
        var text = uri.OriginalString;
        var start = text.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        start += 3;
        var length = text.AsSpan(start).IndexOfAny("/?#\\");
        var end = length < 0 ? text.Length : start + length;
        if (_snapshot.Find(uri, text.AsSpan(0, end)) is not { } ring)
        {
            return false;
        }

        resolved = new Uri(string.Concat(ring.Next(), text.AsSpan(end)));
        return true;
    }

    /// <summary>Gets how many beginnings of URIs are remembered; bounded, since a caller may make them up.</summary>
    public int Remembered => _snapshot.Remembered;

    public void Dispose() => _reloads.Dispose();

    private static string ContentOf(IConfiguration configuration) => string.Join('\n', configuration.GetSection(ServiceMap.SectionName).AsEnumerable());

    private void Reload()
    {
        // The token tells of a change anywhere in the configuration.
        var content = ContentOf(_configuration);
        if (Interlocked.Exchange(ref _content, content) == content)
        {
            return;
        }

        var map = ServiceMap.Read(_configuration);
        if (map.Faults.Count > 0)
        {
            _logger.ReloadRefused(string.Join(' ', map.Faults));
            return;
        }

        _snapshot = new ServiceSnapshot(map, _options);
        _logger.Reloaded(string.Join(", ", map.Services));
    }
}
