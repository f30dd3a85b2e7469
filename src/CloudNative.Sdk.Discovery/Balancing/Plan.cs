using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>Where the calls to a service go while neither its instances nor the policy change: everything that a pick would have to work out, worked out before; immutable.</summary>
internal sealed class Plan
{
    private readonly InstanceGroup[] _groups;
    private readonly int _weight;

    private Plan(InstanceSet set, RoutingPolicy policy, InstanceGroup[] groups)
    {
        Set = set;
        Policy = policy;
        _groups = groups;
        _weight = groups.Sum(group => group.Weight);
    }

    public InstanceSet Set { get; }

    public RoutingPolicy Policy { get; }

    public bool IsEmpty => _groups.Length == 0;

    public static Plan Make(InstanceSet set, RoutingPolicy policy)
    {
        var groups = Groups(set, policy, instance => !instance.Health.IsEjected);

        // With all of them ejected the fault may be anywhere: calls go to all as if none were.
        return new Plan(set, policy, groups.Length > 0 ? groups : Groups(set, policy, _ => true));
    }

    /// <summary>Picks an instance; the plan is not empty.</summary>
    /// <param name="sticky">The value that chooses the subset, or null.</param>
    /// <param name="tried">What the request was sent to before, or null.</param>
    /// <param name="now">The time of the clock.</param>
    public Instance Pick(string? sticky, TriedInstances? tried, long now)
    {
        var group = _groups.Length == 1 ? _groups[0] : Choose(sticky);
        if (tried is not { Count: > 0 })
        {
            return group.Pick(Policy, now);
        }

        if (group.PickOther(tried, Policy, now) is { } fresh)
        {
            return fresh;
        }

        // Better another subset than an instance that has failed already, and better such a one than none.
        foreach (var other in _groups)
        {
            if (other.PickOther(tried, Policy, now) is { } elsewhere)
            {
                return elsewhere;
            }
        }

        return group.Pick(Policy, now);
    }

    private static InstanceGroup[] Groups(InstanceSet set, RoutingPolicy policy, Func<Instance, bool> isAvailable)
    {
        if (policy.Subsets.Count == 0)
        {
            return InstanceGroup.Of(1, set.Instances, policy, isAvailable) is { } all ? [all] : [];
        }

        return
        [
            .. policy.Subsets
                .Select(subset => InstanceGroup.Of(subset.Weight, Array.FindAll(set.Instances, instance => subset.Match.Holds(instance.Endpoint)), policy, isAvailable))
                .OfType<InstanceGroup>(),
        ];
    }

    private InstanceGroup Choose(string? sticky)
    {
        var rest = sticky is null ? Random.Shared.Next(_weight) : (int)(StableHash.Of(sticky) % (uint)_weight);
        foreach (var group in _groups)
        {
            rest -= group.Weight;
            if (rest < 0)
            {
                return group;
            }
        }

        return _groups[^1];
    }
}
