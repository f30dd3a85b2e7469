using CloudNative.Sdk.Core;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Routing;

/// <summary>Knows where calls go by the configuration of the moment.</summary>
internal sealed class RoutingPolicies(
    IConfiguration configuration,
    IOptions<DiscoveryOptions> options,
    IOptionsFactory<DiscoveryOptions> factory,
    ServiceIdentity identity,
    ILogger<RoutingPolicies> logger) : IDisposable
{
    private readonly FollowedOptions<DiscoveryOptions> _options =
        new(configuration, DiscoveryOptions.SectionName, options, factory, logger.RoutingChanged, logger.RoutingRefused);

    /// <summary>Gets what the policies are made of; another object after each change.</summary>
    public DiscoveryOptions Options => _options.Value;

    public RoutingPolicy Of(string service, string client)
    {
        var current = Options;
        return RoutingPolicy.Merge(current, current.Zone ?? identity.Zone, service, client);
    }

    public void Dispose() => _options.Dispose();
}
