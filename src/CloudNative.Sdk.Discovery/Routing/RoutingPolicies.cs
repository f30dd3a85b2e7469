using CloudNative.Sdk.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Discovery.Routing;

/// <summary>Knows where calls go by the configuration of the moment. A change with faults is refused as a whole, and the last good state stays.</summary>
internal sealed class RoutingPolicies : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly IOptionsFactory<DiscoveryOptions> _factory;
    private readonly ILogger<RoutingPolicies> _logger;
    private readonly string? _zone;
    private readonly IDisposable _reloads;
    private volatile DiscoveryOptions _options;
    private string _content;

    public RoutingPolicies(
        IConfiguration configuration,
        IOptions<DiscoveryOptions> options,
        IOptionsFactory<DiscoveryOptions> factory,
        ServiceIdentity identity,
        ILogger<RoutingPolicies> logger)
    {
        _configuration = configuration;
        _factory = factory;
        _logger = logger;
        _options = options.Value;
        _zone = _options.Zone ?? identity.Zone;
        _content = Content();
        _reloads = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Gets what the policies are made of; another object after each change.</summary>
    public DiscoveryOptions Options => _options;

    public RoutingPolicy Of(string service, string client) => RoutingPolicy.Merge(_options, _zone, service, client);

    public void Dispose() => _reloads.Dispose();

    private string Content() => string.Join('\n', _configuration.GetSection(DiscoveryOptions.SectionName).AsEnumerable());

    private void Reload()
    {
        // The token tells of a change anywhere in the configuration.
        var content = Content();
        if (Interlocked.Exchange(ref _content, content) == content)
        {
            return;
        }

        try
        {
            _options = _factory.Create(Microsoft.Extensions.Options.Options.DefaultName);
            _logger.RoutingChanged();
        }
        catch (OptionsValidationException exception)
        {
            _logger.RoutingRefused(string.Join(' ', exception.Failures));
        }
    }
}
