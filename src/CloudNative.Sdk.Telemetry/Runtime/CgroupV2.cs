namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Version 2: https://docs.kernel.org/admin-guide/cgroup-v2.html.</summary>
internal sealed class CgroupV2 : Cgroup
{
    private const double MicrosecondsPerSecond = 1e6;

    private readonly ProcFile? _cpuStat;
    private readonly ProcFile? _cpuMax;
    private readonly ProcFile? _memoryUsage;
    private readonly ProcFile? _memoryMax;
    private readonly ProcFile? _memoryStat;
    private readonly ProcFile? _memoryEvents;

    public CgroupV2(string folder, TimeProvider time)
        : base(time)
    {
        _cpuStat = Open(folder, "cpu.stat");
        _cpuMax = Open(folder, "cpu.max");
        _memoryUsage = Open(folder, "memory.current");
        _memoryMax = Open(folder, "memory.max");
        _memoryStat = Open(folder, "memory.stat");
        _memoryEvents = Open(folder, "memory.events");
    }

    protected override CgroupReading ReadFiles(Span<byte> buffer)
    {
        var usage = ProcText.Number(Text(_memoryUsage, buffer));
        var inactive = ProcText.Number(Text(_memoryStat, buffer), "inactive_file"u8);
        var kills = ProcText.Number(Text(_memoryEvents, buffer), "oom_kill"u8);

        // "max 100000" where there is no limit: then the first word is no number.
        var cpuMax = Text(_cpuMax, buffer);
        var cpuLimit = CgroupReading.LimitOf(ProcText.Number(cpuMax), ProcText.Number(ProcText.FromWord(cpuMax, 1)));
        var memoryLimit = ProcText.Number(Text(_memoryMax, buffer));
        var cpu = Text(_cpuStat, buffer);
        return new CgroupReading
        {
            CpuSeconds = ProcText.Number(cpu, "usage_usec"u8) / MicrosecondsPerSecond,
            CpuLimit = cpuLimit,
            Periods = ProcText.Number(cpu, "nr_periods"u8),
            ThrottledPeriods = ProcText.Number(cpu, "nr_throttled"u8),
            ThrottledSeconds = ProcText.Number(cpu, "throttled_usec"u8) / MicrosecondsPerSecond,
            MemoryUsage = usage,
            WorkingSet = CgroupReading.WorkingSetOf(usage, inactive),
            MemoryLimit = memoryLimit,
            OutOfMemoryKills = kills,
        };
    }
}
