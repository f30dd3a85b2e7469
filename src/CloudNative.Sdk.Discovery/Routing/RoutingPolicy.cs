namespace CloudNative.Sdk.Discovery.Routing;

/// <summary>Where the calls of one client to one service go: all places of the configuration merged; immutable.</summary>
/// <param name="Balancer">How an instance is chosen.</param>
/// <param name="LocalZone">The zone whose instances are preferred, or null.</param>
/// <param name="DataCenters">The data centres in the order of preference; those not named come last.</param>
/// <param name="StickyHeader">The header that chooses the subset, or null.</param>
/// <param name="Subsets">The subsets that get calls; none means all instances.</param>
internal sealed record RoutingPolicy(
    LoadBalancing Balancer,
    string? LocalZone,
    IReadOnlyList<string> DataCenters,
    string? StickyHeader,
    IReadOnlyList<Subset> Subsets)
{
    public static RoutingPolicy Merge(DiscoveryOptions options, string? zone, string service, string client)
    {
        // From the special to the general.
        var places = new[] { options.Clients.TryGetValue(client, out var own) ? own : null, options.Services.TryGetValue(service, out var called) ? called : null, options.Defaults }
            .OfType<RoutingOptions>()
            .ToArray();
        var dataCenters = places.Select(place => place.DataCenters).FirstOrDefault(list => list.Count > 0);
        var subsets = places.Select(place => place.Subsets).FirstOrDefault(list => list.Count > 0);
        return new RoutingPolicy(
            places.Select(place => place.Balancer).FirstOrDefault(value => value is not null) ?? LoadBalancing.LeastLoaded,
            places.Select(place => place.PreferLocalZone).FirstOrDefault(value => value is not null) == false ? null : zone,
            dataCenters is not null ? [.. dataCenters] : options.DataCenter is { } home ? [home] : [],
            places.Select(place => place.StickyHeader).FirstOrDefault(value => value is not null),
            [.. (subsets ?? new Dictionary<string, SubsetOptions>()).Where(subset => subset.Value.Weight > 0).OrderBy(subset => subset.Key, StringComparer.OrdinalIgnoreCase).Select(Subset.Of)]);
    }

    /// <summary>Gets how far back a data centre stands in the order of preference.</summary>
    public int RankOf(string? dataCenter)
    {
        for (var i = 0; i < DataCenters.Count; i++)
        {
            if (string.Equals(DataCenters[i], dataCenter, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return DataCenters.Count;
    }
}
