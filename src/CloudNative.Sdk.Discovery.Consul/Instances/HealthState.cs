namespace CloudNative.Sdk.Discovery.Consul.Instances;

/// <summary>Judges instances by their checks.</summary>
internal static class HealthState
{
    /// <summary>What every agent of Consul says of its node.</summary>
    private const string AgentMeta = "consul-network-segment";

    /// <summary>Gets the share of calls by the worst of the checks, those of the node included, or null where the instance is not to be called.</summary>
    /// <param name="entry">The instance.</param>
    /// <param name="hadChecks">Whether it was seen with checks before.</param>
    public static int? WeightOf(HealthEntry entry, bool hadChecks)
    {
        if (entry.Checks is not { Count: > 0 } checks)
        {
            return IsLeftBehind(entry, hadChecks) ? null : PassingWeight(entry);
        }

        var isWarning = false;
        foreach (var check in checks)
        {
            switch (check?.Status)
            {
                case "passing":
                    break;
                case "warning":
                    isWarning = true;
                    break;
                default:
                    return null;
            }
        }

        return isWarning ? Bounded(entry.Service.Weights?.Warning ?? 1) : PassingWeight(entry);
    }

    /// <summary>
    /// An agent that leaves the cluster can put its services back without their checks, up to a minute before they are gone for good. A node of an agent has
    /// at least the check of its membership; nodes that others have registered may have none, and never had.
    /// </summary>
    private static bool IsLeftBehind(HealthEntry entry, bool hadChecks) => hadChecks || entry.Node.Meta?.ContainsKey(AgentMeta) == true;

    private static int PassingWeight(HealthEntry entry) => Bounded(entry.Service.Weights?.Passing ?? 1);

    private static int Bounded(int weight) => Math.Clamp(weight, 0, ushort.MaxValue);
}
