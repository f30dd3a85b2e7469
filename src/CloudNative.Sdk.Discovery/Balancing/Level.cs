using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>Instances of one rank: they are called when none of the rank before is available. Within the rank those of the caller's zone come first.</summary>
internal sealed class Level
{
    private readonly Pool _all;
    private readonly Pool? _local;
    private readonly Pool? _remote;

    /// <summary>The share of the calls that the zone of the caller can bear.</summary>
    private readonly double _localShare;

    public Level(Instance[] available, Instance[] all, string? zone)
    {
        // An instance of weight 0 is for the case that there is no other, in whatever zone.
        available = Array.Exists(available, instance => instance.Endpoint.Weight > 0) ? Array.FindAll(available, instance => instance.Endpoint.Weight > 0) : available;
        _all = new Pool(available);
        var local = zone is null ? [] : Array.FindAll(available, instance => IsIn(instance, zone));
        if (local.Length == 0 || local.Length == available.Length)
        {
            return;
        }

        _local = new Pool(local);
        _remote = new Pool(Array.FindAll(available, instance => !IsIn(instance, zone!)));

        // Each zone is taken to make an equal part of the calls: one with less than its share of the instances keeps only what it can bear.
        var zones = all.Select(instance => instance.Endpoint.Zone).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        _localShare = Math.Min(1, (double)_local.Weight * zones / (_local.Weight + _remote.Weight));
    }

    public IReadOnlyList<Instance> Instances => _all.Instances;

    public Instance Pick(RoutingPolicy policy, long now)
    {
        var pool = _local is null ? _all
            : _localShare >= 1 || Random.Shared.NextDouble() < _localShare ? _local
            : _remote!;
        return pool.Pick(policy.Balancer, now);
    }

    private static bool IsIn(Instance instance, string zone) => string.Equals(instance.Endpoint.Zone, zone, StringComparison.OrdinalIgnoreCase);
}
