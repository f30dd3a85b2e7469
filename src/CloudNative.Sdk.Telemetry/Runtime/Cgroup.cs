namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Processor and memory of the control group that this process is in, as the kernel counts them. What a version or a group does not have is null.</summary>
/// <remarks>Thread-safe. All files are read at most once for one collection.</remarks>
internal abstract class Cgroup(TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly byte[] _buffer = new byte[8192];
    private readonly List<ProcFile> _files = [];
    private readonly Freshness _freshness = new(time);
    private CgroupReading? _reading;

    /// <summary>Finds the group: version 1 where the memory controller has a hierarchy of its own, else version 2.</summary>
    /// <param name="root">The root of the file system.</param>
    /// <param name="time">The clock.</param>
    public static Cgroup? Find(string root, TimeProvider time)
    {
        var folders = new CgroupFolders(root);
        return folders.OfController("memory") is { } memory ? new CgroupV1(folders.OfController("cpu"), folders.OfController("cpuacct"), memory, time)
            : folders.Unified() is { } unified ? new CgroupV2(unified, time)
            : null;
    }

    public CgroupReading Read()
    {
        lock (_lock)
        {
            if (_reading is not { } reading || _freshness.IsOver())
            {
                _reading = reading = ReadFiles(_buffer);
            }

            return reading;
        }
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    protected abstract CgroupReading ReadFiles(Span<byte> buffer);

    protected ProcFile? Open(string? folder, string name)
    {
        var file = folder is null ? null : ProcFile.TryOpen(Path.Combine(folder, name));
        if (file is not null)
        {
            _files.Add(file);
        }

        return file;
    }

    protected static ReadOnlySpan<byte> Text(ProcFile? file, Span<byte> buffer) => file is null ? [] : file.Read(buffer);
}
