namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Version 1: https://docs.kernel.org/admin-guide/cgroup-v1/.</summary>
internal sealed class CgroupV1 : Cgroup
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>"No limit" is stated as the greatest multiple of the page size in a signed 64-bit number.</summary>
    private const long NoLimit = long.MaxValue >> 20 << 20;

    private readonly ProcFile? _cpuUsage;
    private readonly ProcFile? _cpuStat;
    private readonly ProcFile? _cpuQuota;
    private readonly ProcFile? _cpuPeriod;
    private readonly ProcFile? _memoryUsage;
    private readonly ProcFile? _memoryLimit;
    private readonly ProcFile? _memoryStat;
    private readonly ProcFile? _memoryEvents;

    public CgroupV1(string? cpu, string? accounting, string memory, TimeProvider time)
        : base(time)
    {
        _cpuUsage = Open(accounting, "cpuacct.usage");
        _cpuStat = Open(cpu, "cpu.stat");
        _cpuQuota = Open(cpu, "cpu.cfs_quota_us");
        _cpuPeriod = Open(cpu, "cpu.cfs_period_us");
        _memoryUsage = Open(memory, "memory.usage_in_bytes");
        _memoryLimit = Open(memory, "memory.limit_in_bytes");
        _memoryStat = Open(memory, "memory.stat");
        _memoryEvents = Open(memory, "memory.oom_control");
    }

    protected override CgroupReading ReadFiles(Span<byte> buffer)
    {
        var usage = ProcText.Number(Text(_memoryUsage, buffer));
        var inactive = ProcText.Number(Text(_memoryStat, buffer), "total_inactive_file"u8);
        var cpuSeconds = ProcText.Number(Text(_cpuUsage, buffer)) / NanosecondsPerSecond;

        // A quota of -1 is none.
        var cpuLimit = CgroupReading.LimitOf(ProcText.Number(Text(_cpuQuota, buffer)), ProcText.Number(Text(_cpuPeriod, buffer)));
        var memoryLimit = ProcText.Number(Text(_memoryLimit, buffer));
        var kills = ProcText.Number(Text(_memoryEvents, buffer), "oom_kill"u8);
        var cpu = Text(_cpuStat, buffer);
        return new CgroupReading
        {
            CpuSeconds = cpuSeconds,
            CpuLimit = cpuLimit,
            Periods = ProcText.Number(cpu, "nr_periods"u8),
            ThrottledPeriods = ProcText.Number(cpu, "nr_throttled"u8),
            ThrottledSeconds = ProcText.Number(cpu, "throttled_time"u8) / NanosecondsPerSecond,
            MemoryUsage = usage,
            WorkingSet = CgroupReading.WorkingSetOf(usage, inactive),
            MemoryLimit = memoryLimit >= NoLimit ? null : memoryLimit,
            OutOfMemoryKills = kills,
        };
    }
}
