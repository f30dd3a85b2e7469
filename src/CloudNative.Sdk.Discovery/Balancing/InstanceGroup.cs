using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>The instances of a subset, in levels; at least one.</summary>
internal sealed class InstanceGroup
{
    private readonly Level[] _levels;

    private InstanceGroup(Level[] levels) => _levels = levels;

    /// <returns>Null where there are no members.</returns>
    public static InstanceGroup? Of(Instance[] members, RoutingPolicy policy)
    {
        // With all of them ejected the fault may be anywhere: calls go to all as if none were.
        var isPanic = Array.TrueForAll(members, member => member.Health.IsEjected);
        List<Level> levels = [];
        foreach (var rank in members.GroupBy(instance => (policy.RankOf(instance.Endpoint.DataCenter), instance.Endpoint.Priority)).OrderBy(rank => rank.Key))
        {
            var all = rank.ToArray();
            var available = isPanic ? all : Array.FindAll(all, instance => !instance.Health.IsEjected);
            if (available.Length > 0)
            {
                levels.Add(new Level(available, all, policy.LocalZone));
            }
        }

        return levels.Count == 0 ? null : new InstanceGroup([.. levels]);
    }

    public Instance Pick(RoutingPolicy policy, long now) => _levels[0].Pick(policy, now);

    /// <summary>Picks an instance that the request was not sent to.</summary>
    /// <returns>Null when it was sent to all of them.</returns>
    public Instance? PickOther(TriedInstances tried, RoutingPolicy policy, long now)
    {
        foreach (var level in _levels)
        {
            var others = level.Instances.Where(instance => !tried.Contains(instance)).ToArray();
            if (others.Length > 0)
            {
                return new Pool(others).Pick(policy.Balancer, now);
            }
        }

        return null;
    }
}
