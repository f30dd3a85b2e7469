using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Sums the calls of instances; what is gone stays counted, so that the counters of a service never fall.</summary>
/// <param name="zone">The zone of the caller, or null.</param>
internal sealed class CallCounts(string? zone)
{
    private static readonly CallOutcome[] Outcomes = [CallOutcome.Success, CallOutcome.Failure, CallOutcome.Unreachable, CallOutcome.Cancelled];
    private static readonly CallZone[] Zones = [CallZone.Unknown, CallZone.Local, CallZone.Other];

    private readonly long[,] _counts = new long[Outcomes.Length, Zones.Length];

    /// <summary>Gets the counts that are not zero.</summary>
    public IEnumerable<(CallOutcome Outcome, CallZone Zone, long Count)> All() =>
        from outcome in Outcomes
        from place in Zones
        let count = Volatile.Read(ref _counts[(int)outcome, (int)place])
        where count > 0
        select (outcome, place, count);

    public void Add(CallCounts others)
    {
        foreach (var (outcome, place, count) in others.All())
        {
            Interlocked.Add(ref _counts[(int)outcome, (int)place], count);
        }
    }

    public void Add(IEnumerable<Instance> instances)
    {
        foreach (var instance in instances)
        {
            var place = zone is null || instance.Endpoint.Zone is null ? CallZone.Unknown
                : string.Equals(zone, instance.Endpoint.Zone, StringComparison.OrdinalIgnoreCase) ? CallZone.Local
                : CallZone.Other;
            foreach (var outcome in Outcomes)
            {
                Interlocked.Add(ref _counts[(int)outcome, (int)place], instance.Count(outcome));
            }
        }
    }
}
