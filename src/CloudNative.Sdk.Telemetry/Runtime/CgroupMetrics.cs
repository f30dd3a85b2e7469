using System.Diagnostics.Metrics;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>The control group as raw counters and gauges: rates and shares are made by queries, over the time that a question needs.</summary>
/// <remarks>Not named <c>container.*</c>: the kubelet exposes those of the same container, and sums over both would count it twice.</remarks>
internal static class CgroupMetrics
{
    public static void Create(Meter meter, Cgroup group)
    {
        meter.Counter("cgroup.cpu.time", "s", "Processor time that the control group used.", () => group.Read().CpuSeconds);
        meter.Gauge("cgroup.cpu.limit", "{cpu}", "Processors that the control group may use; absent without a limit.", () => group.Read().CpuLimit, comesAndGoes: true);
        meter.Counter("cgroup.cpu.periods", "{period}", "Periods in which the limit of processors was enforced.", () => group.Read().Periods);
        meter.Counter("cgroup.cpu.throttled_periods", "{period}", "Periods in which the control group ran into its limit of processors.", () => group.Read().ThrottledPeriods);
        meter.Counter("cgroup.cpu.throttled_time", "s", "Time that the control group waited because of its limit of processors.", () => group.Read().ThrottledSeconds);
        meter.Gauge("cgroup.memory.usage", "By", "Memory that the control group holds, page cache included.", () => group.Read().MemoryUsage);
        meter.Gauge("cgroup.memory.working_set", "By", "Memory that the control group holds, less the page cache that is not in use.", () => group.Read().WorkingSet);
        meter.Gauge("cgroup.memory.limit", "By", "Memory that the control group may hold; absent without a limit.", () => group.Read().MemoryLimit, comesAndGoes: true);
        meter.Counter("cgroup.memory.oom_kills", "{kill}", "Processes of the control group that were killed because memory ran out.", () => group.Read().OutOfMemoryKills);
    }
}
