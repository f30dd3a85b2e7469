using CloudNative.Sdk.Discovery.Balancing;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>The calls to a service by how they ended and where the instance runs. It outlives the instances and the watches of the service, so that its counters never fall.</summary>
internal sealed class CallCounts
{
    private static readonly CallOutcome[] Outcomes = [CallOutcome.Success, CallOutcome.Failure, CallOutcome.Unreachable, CallOutcome.Cancelled];
    private static readonly CallZone[] Zones = [CallZone.Unknown, CallZone.Local, CallZone.Other];

    private readonly long[] _counts = new long[Outcomes.Length * Zones.Length];

    public void Add(CallOutcome outcome, CallZone zone) => Interlocked.Increment(ref _counts[IndexOf(outcome, zone)]);

    /// <summary>Gets the counts that are not zero.</summary>
    public IEnumerable<(CallOutcome Outcome, CallZone Zone, long Count)> All() =>
        from outcome in Outcomes
        from place in Zones
        let count = Volatile.Read(ref _counts[IndexOf(outcome, place)])
        where count > 0
        select (outcome, place, count);

    private static int IndexOf(CallOutcome outcome, CallZone zone) => ((int)outcome * Zones.Length) + (int)zone;
}
