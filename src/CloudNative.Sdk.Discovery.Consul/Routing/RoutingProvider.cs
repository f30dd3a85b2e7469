using Microsoft.Extensions.Configuration;

namespace CloudNative.Sdk.Discovery.Consul.Routing;

/// <summary>The part of the configuration that comes from Consul's key-value store; empty until it was read.</summary>
internal sealed class RoutingProvider : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Replaces everything.</summary>
    /// <exception cref="AggregateException">Something that follows the configuration has thrown.</exception>
    public void Replace(Dictionary<string, string?> configuration)
    {
        Data = configuration;
        OnReload();
    }
}
