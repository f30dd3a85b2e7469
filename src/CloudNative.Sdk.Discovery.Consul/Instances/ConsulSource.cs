using System.Collections.Concurrent;
using CloudNative.Sdk.Discovery.Consul.Agent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Finds the instances of services in Consul.</summary>
/// <remarks>What was known of a service is kept over failures: after one, an answer that holds nothing of it needs a second look.</remarks>
internal sealed class ConsulSource(ConsulConnection connection, IOptions<ConsulOptions> options, TimeProvider time, ILogger<ConsulSource> logger) : IServiceEndpointSource
{
    private readonly ConcurrentDictionary<string, KnownInstances> _known = new(StringComparer.Ordinal);

    public string Name => "Consul";

    public bool IsConfigured => options.Value.Address is not null;

    public async IAsyncEnumerable<ServiceEndpoints> WatchAsync(
        ServiceQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var services = new WatchServices(connection, options.Value, time, logger);
        var parts = PartsOf(query, services);
        try
        {
            await foreach (var state in new ServiceWatch(services, query, parts, new ServiceNames(connection)).RunAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return state;
            }
        }
        finally
        {
            Keep(query, parts);
        }
    }

    private static string KeyOf(ServiceQuery query, string? dataCenter) => $"{query.Service} {query.Endpoint} {string.Join('+', query.Schemes)} {dataCenter}";

    private DataCenterWatch[] PartsOf(ServiceQuery query, WatchServices services)
    {
        string?[] dataCenters = services.Options.Datacenters is { Count: > 0 } several ? [.. several.Distinct(StringComparer.OrdinalIgnoreCase)] : [services.Options.Datacenter];
        return Array.ConvertAll(dataCenters, dataCenter => new DataCenterWatch(
            services, query.Service, dataCenter, _known.GetValueOrDefault(KeyOf(query, dataCenter)) ?? new KnownInstances(services.Options.RestartGrace, time)));
    }

    /// <summary>Keeps what is known for the next watch; of services that Consul never had there is nothing to keep, and their names may come from anywhere.</summary>
    private void Keep(ServiceQuery query, DataCenterWatch[] parts)
    {
        foreach (var part in parts)
        {
            if (part.Known.IsKnown)
            {
                _known[KeyOf(query, part.DataCenter)] = part.Known;
            }
        }
    }
}
