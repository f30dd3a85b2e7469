using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Makes the instances of what a source names; what was seen of one that is still named stays with it.</summary>
/// <remarks>The caller holds the lock of the service.</remarks>
internal sealed class InstanceSets(ServiceWatch watch, WatchContext context)
{
    /// <param name="endpoints">What the source names.</param>
    /// <param name="before">The instances so far; null for none.</param>
    /// <param name="hasNewcomers">Whether an instance that was not there before gets its share of the calls little by little.</param>
    public InstanceSet Of(IReadOnlyList<ServiceEndpoint> endpoints, InstanceSet? before, bool hasNewcomers)
    {
        var scheme = watch.Query.Schemes[0];
        var known = new Dictionary<string, Instance>(StringComparer.Ordinal);
        foreach (var instance in before?.Instances ?? [])
        {
            known.TryAdd(instance.Endpoint.Id, instance);
        }

        var now = context.Time.GetTimestamp();
        var instances = new List<Instance>(endpoints.Count);
        foreach (var endpoint in endpoints.DistinctBy(endpoint => endpoint.Id, StringComparer.Ordinal))
        {
            if (known.TryGetValue(endpoint.Id, out var instance) && instance.IsSame(endpoint, scheme))
            {
                instance.Endpoint = endpoint;
                instance.Zone = ZoneOf(endpoint);
            }
            else if (!Instance.CanCall(endpoint, scheme))
            {
                context.Logger.EndpointUnusable(watch.Query.Service, endpoint.ToString());
                continue;
            }
            else
            {
                instance = new Instance(endpoint, scheme, watch.Query.Port, context.Time) { Watch = watch, Zone = ZoneOf(endpoint) };
                if (hasNewcomers)
                {
                    context.Ejector.Return(instance, now, isOnProbation: false);
                }
            }

            instances.Add(instance);
        }

        return new InstanceSet([.. instances]);
    }

    private CallZone ZoneOf(ServiceEndpoint endpoint) =>
        context.Zone is null || endpoint.Zone is null ? CallZone.Unknown
        : string.Equals(context.Zone, endpoint.Zone, StringComparison.OrdinalIgnoreCase) ? CallZone.Local
        : CallZone.Other;
}
