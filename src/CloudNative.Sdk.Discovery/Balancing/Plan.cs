using CloudNative.Sdk.Core;
using CloudNative.Sdk.Discovery.Routing;

namespace CloudNative.Sdk.Discovery.Balancing;

/// <summary>Where the calls to a service go while neither its instances nor the policy change: everything that a pick would have to work out, worked out before; immutable.</summary>
internal sealed class Plan
{
    /// <summary>With each subset its weight, also that of one without instances: who belongs to another must not move because of it.</summary>
    private readonly (int Weight, InstanceGroup? Group)[] _subsets;

    private readonly InstanceGroup[] _groups;

    private Plan(InstanceSet set, RoutingPolicy policy, (int Weight, InstanceGroup? Group)[] subsets)
    {
        Set = set;
        Policy = policy;
        _subsets = subsets;
        _groups = [.. subsets.Select(subset => subset.Group).OfType<InstanceGroup>()];
    }

    public InstanceSet Set { get; }

    public RoutingPolicy Policy { get; }

    public bool IsEmpty => _groups.Length == 0;

    public static Plan Make(InstanceSet set, RoutingPolicy policy) => new(set, policy, policy.Subsets.Count == 0
        ? [(1, InstanceGroup.Of(set.Instances, policy))]
        : [.. policy.Subsets.Select(subset => (subset.Weight, InstanceGroup.Of(Array.FindAll(set.Instances, instance => subset.Match.Holds(instance.Endpoint)), policy)))]);

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

    private InstanceGroup Choose(string? sticky)
    {
        var hash = sticky is null ? (uint)Random.Shared.Next() : StableHash.Of(sticky);

        // The share of a subset that has no instance goes to the others, by their weights.
        return Choose(hash, subset => true) ?? Choose(StableHash.Again(hash), subset => subset is not null) ?? _groups[0];
    }

    private InstanceGroup? Choose(uint hash, Func<InstanceGroup?, bool> takesPart)
    {
        var weight = 0;
        foreach (var subset in _subsets)
        {
            weight += takesPart(subset.Group) ? subset.Weight : 0;
        }

        var rest = (int)(hash % (uint)weight);
        foreach (var subset in _subsets)
        {
            rest -= takesPart(subset.Group) ? subset.Weight : 0;
            if (rest < 0)
            {
                return subset.Group;
            }
        }

        return null;
    }
}
