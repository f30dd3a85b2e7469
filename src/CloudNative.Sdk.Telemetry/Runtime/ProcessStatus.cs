namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>What <c>/proc/self</c> says of this process: one read of <c>stat</c> serves all instruments of a collection.</summary>
/// <remarks>Thread-safe. See https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html.</remarks>
internal sealed class ProcessStatus : IDisposable
{
    /// <summary>USER_HZ: the kernel shows times to programs in hundredths of a second on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int ThreadCount = 17;
    private const int StartTime = 19;
    private const int VirtualBytes = 20;
    private const int ResidentPages = 21;

    private readonly Lock _lock = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly ProcFile? _stat;
    private readonly ProcFile? _limits;
    private readonly Freshness _freshness;
    private readonly double? _startTime;
    private int _fieldsFrom;
    private int _length;

    public ProcessStatus(string root, TimeProvider time)
    {
        _freshness = new Freshness(time);
        _stat = ProcFile.TryOpen(Path.Combine(root, "proc/self/stat"));
        _limits = ProcFile.TryOpen(Path.Combine(root, "proc/self/limits"));
        _startTime = ReadStartTime(root, time);
    }

    public bool IsKnown => Field(UserTime) is not null;

    public double? CpuSeconds() => Field(UserTime) is { } user && Field(SystemTime) is { } system ? (user + system) / TicksPerSecond : null;

    public long? Threads() => Field(ThreadCount);

    public long? VirtualMemory() => Field(VirtualBytes);

    public long? ResidentMemory() => Field(ResidentPages) * Environment.SystemPageSize;

    /// <summary>Gets when the process started, in seconds since 1970.</summary>
    public double? StartedAt() => _startTime;

    /// <summary>Gets the soft limit of open files; null where there is none.</summary>
    public long? MaxOpenFiles()
    {
        lock (_lock)
        {
            _length = 0;
            var text = _limits is null ? [] : _limits.Read(_buffer);
            var line = text.IndexOf("Max open files"u8);
            return line < 0 ? null : ProcText.Number(text[(line + "Max open files".Length)..].TrimStart((byte)' '));
        }
    }

    public void Dispose()
    {
        _stat?.Dispose();
        _limits?.Dispose();
    }

    private long? Field(int index)
    {
        lock (_lock)
        {
            if (_length == 0 || _freshness.IsOver())
            {
                ReadStat();
            }

            return ProcText.Number(ProcText.FromWord(_buffer.AsSpan(_fieldsFrom, _length - _fieldsFrom), index));
        }
    }

    private void ReadStat()
    {
        var text = _stat is null ? [] : _stat.Read(_buffer);

        // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
        var name = text.LastIndexOf(") "u8);
        _length = text.Length;
        _fieldsFrom = name < 0 ? text.Length : name + 2;
    }

    private double? ReadStartTime(string root, TimeProvider time)
    {
        using var uptime = ProcFile.TryOpen(Path.Combine(root, "proc/uptime"));
        Span<byte> buffer = stackalloc byte[128];
        return Field(StartTime) is { } ticks && uptime is not null && ProcText.Decimal(uptime.Read(buffer)) is { } sinceBoot
            ? Math.Round((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - sinceBoot + (ticks / TicksPerSecond), 2)
            : null;
    }
}
