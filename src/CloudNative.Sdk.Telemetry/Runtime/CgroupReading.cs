namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>The numbers of a control group at one time.</summary>
internal readonly record struct CgroupReading
{
    public double? CpuSeconds { get; init; }

    /// <summary>Gets the limit in processors; null when there is none.</summary>
    public double? CpuLimit { get; init; }

    public long? Periods { get; init; }

    public long? ThrottledPeriods { get; init; }

    public double? ThrottledSeconds { get; init; }

    public long? MemoryUsage { get; init; }

    /// <summary>Gets the usage less the page cache that is not in use, as the kubelet computes it for eviction.</summary>
    public long? WorkingSet { get; init; }

    /// <summary>Gets the limit in bytes; null when there is none.</summary>
    public long? MemoryLimit { get; init; }

    public long? OutOfMemoryKills { get; init; }

    public static long? WorkingSetOf(long? usage, long? inactive) => usage is { } used ? Math.Max(0, used - (inactive ?? 0)) : null;

    /// <summary>Gets the processors that a quota for each period amounts to.</summary>
    public static double? LimitOf(long? quota, long? period) => quota is > 0 && period is > 0 ? (double)quota.Value / period.Value : null;
}
