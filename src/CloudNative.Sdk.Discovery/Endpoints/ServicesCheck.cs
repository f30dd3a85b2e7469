using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Sources;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Endpoints;

/// <summary>Reads the section <c>Services</c> and the list of sources when the host starts, and reports every fault. A later change with faults is logged by the source.</summary>
internal sealed class ServicesCheck(ConfigurationSource source, IServiceProvider services, IOptions<DiscoveryOptions> options) : IStartCheck
{
    // Invalid options are reported by the host itself. The sources, half of discovery, are made only where they are named.
    public IEnumerable<string> Faults() =>
        options.ValueOrNull() is { Sources.Count: > 0 } named
            ? source.FaultsAtStart.Concat(SourceOrder.Faults(named, services.GetServices<IServiceEndpointSource>()))
            : source.FaultsAtStart;
}
