using System.Diagnostics;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Resiliency.Outbound;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Tells what was done on purpose, so that nobody looks for its cause.</summary>
internal sealed class ChaosMetrics(IMeterFactory meters)
{
    private const string RuleTag = "cloudnative.resiliency.chaos.rule";

    private readonly Counter<long> _injected = meters.Create(CallMetrics.MeterName).CreateCounter<long>(
        "cloudnative.resiliency.chaos.injected", "{request}", "Requests and calls that a rule of chaos has hit.");

    public void Hit(string direction, ChaosFault fault)
    {
        _injected.Add(1, new(RuleTag, fault.Name), new("cloudnative.resiliency.chaos.direction", direction));
        Activity.Current?.AddEvent(new ActivityEvent("cloudnative.resiliency.chaos", tags: new ActivityTagsCollection { [RuleTag] = fault.Name }));
    }
}
