using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CloudNative.Sdk.Discovery.Endpoints;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Discovery.Sources;

/// <summary>Knows the services of the section <c>Services</c>. A change with faults is refused, and the last good state stays.</summary>
internal sealed class ConfigurationSource : IServiceEndpointSource, IDisposable
{
    /// <summary>The name of an endpoint that serves every scheme, by Microsoft's convention.</summary>
    private const string DefaultEndpoint = "default";

    private readonly IConfiguration _configuration;
    private readonly ILogger<ConfigurationSource> _logger;
    private readonly IDisposable _reloads;
    private volatile ServiceMap _map;
    private string _content;

    public ConfigurationSource(IConfiguration configuration, ILogger<ConfigurationSource> logger)
    {
        _configuration = configuration;
        _logger = logger;
        _content = Content();
        _map = ServiceMap.Read(configuration);
        FaultsAtStart = _map.Faults;
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Tells that other services or addresses are in the section.</summary>
    public event Action? Changed;

    public string Name => "Configuration";

    /// <summary>Gets what was wrong in the section when the host started.</summary>
    public IReadOnlyList<string> FaultsAtStart { get; }

    public ServiceMap Map => _map;

    public async IAsyncEnumerable<ServiceEndpoints> WatchAsync(ServiceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropWrite,

            // A change takes effect before the reload of the configuration returns.
            AllowSynchronousContinuations = true,
        });
        Changed += Tell;
        try
        {
            while (true)
            {
                yield return Find(query);
                await changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Changed -= Tell;
        }

        void Tell() => changes.Writer.TryWrite(true);
    }

    public void Dispose() => _reloads.Dispose();

    private static ServiceEndpoint EndpointOf(ServiceAddress address, string scheme) => new(address.Host, address.Port)
    {
        Id = address.Scheme is { } own ? $"{own}://{address.AuthorityAndPath}" : address.AuthorityAndPath,
        Scheme = address.Scheme ?? scheme,
        Path = address.Path,
    };

    private string Content() => SectionText.Of(_configuration.GetSection(ServiceMap.SectionName));

    private ServiceEndpoints Find(ServiceQuery query)
    {
        var map = _map;
        if (!map.Knows(query.Service))
        {
            return ServiceEndpoints.Unknown(map.Known);
        }

        IReadOnlyList<string> candidates = query.Endpoint is { } named ? [named] : [DefaultEndpoint, .. query.Schemes];
        foreach (var endpoint in candidates)
        {
            if (map.Find(query.Service, endpoint) is { } addresses)
            {
                var scheme = query.Schemes.FirstOrDefault(scheme => scheme.Equals(endpoint, StringComparison.OrdinalIgnoreCase)) ?? query.Schemes[0];
                return new ServiceEndpoints(Array.ConvertAll(addresses, address => EndpointOf(address, scheme)));
            }
        }

        return ServiceEndpoints.Unknown($"Known endpoints: {string.Join(", ", map.EndpointsOf(query.Service))}.");
    }

    private void Reload()
    {
        // The token tells of a change anywhere in the configuration.
        var content = Content();
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

        _map = map;
        _logger.Reloaded(string.Join(", ", map.Services));
        Changed?.Invoke();
    }
}
