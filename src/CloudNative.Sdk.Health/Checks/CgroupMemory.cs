using System.Globalization;

namespace CloudNative.Sdk.Health.Checks;

/// <summary>Reads the memory use and the memory limit of this process's control group, version 1 or 2.</summary>
/// <param name="root">The root of the file system; tests give another one.</param>
/// <remarks>
/// Use is the working set as the kubelet computes it: usage less the inactive page cache. See
/// https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files and https://docs.kernel.org/admin-guide/cgroup-v1/memory.html.
/// </remarks>
internal sealed class CgroupMemory(string root)
{
    /// <summary>Version 1 states "no limit" as the greatest multiple of the page size in a signed 64-bit number.</summary>
    private const long NoLimit = long.MaxValue >> 20 << 20;

    /// <summary>Gets use and limit in bytes of the tightest group that this process is in; null when none has a limit.</summary>
    public (long Used, long Limit)? Read()
    {
        (long Used, long Limit)? tightest = null;
        foreach (var (folder, files) in Groups())
        {
            if (ReadGroup(folder, files) is { } group && (tightest is not { } found || group.Limit < found.Limit))
            {
                tightest = group;
            }
        }

        return tightest;
    }

    private static (long Used, long Limit)? ReadGroup(string folder, Files files)
    {
        if (Number(folder, files.Limit) is not { } limit || limit >= NoLimit || Number(folder, files.Usage) is not { } usage)
        {
            return null;
        }

        return (Math.Max(0, usage - Inactive(folder, files.InactiveKey)), limit);
    }

    private static long? Number(string folder, string file)
    {
        var text = Text(Path.Combine(folder, file))?.Trim();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static long Inactive(string folder, string key)
    {
        var line = Text(Path.Combine(folder, "memory.stat"))?.Split('\n').FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));
        return long.TryParse(line?[key.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Gets the folder of this process's group and of each group above it, for each version that is mounted.</summary>
    private IEnumerable<(string Folder, Files Files)> Groups()
    {
        foreach (var line in (Text(Path.Combine(root, "proc/self/cgroup")) ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // hierarchy:controllers:path; version 2 is "0::path".
            if (line.Split(':', 3) is not [_, var controllers, var path])
            {
                continue;
            }

            var (mount, files) = controllers.Length == 0 ? ("sys/fs/cgroup", Files.Version2) : ("sys/fs/cgroup/memory", Files.Version1);
            if (controllers.Length == 0 || controllers.Split(',').Contains("memory"))
            {
                foreach (var group in WithParents(path.Trim('/')))
                {
                    yield return (Path.Combine(root, mount, group), files);
                }
            }
        }
    }

    private static IEnumerable<string> WithParents(string path)
    {
        for (var group = path; group.Length > 0; group = group[..Math.Max(0, group.LastIndexOf('/'))])
        {
            yield return group;
        }

        yield return string.Empty;
    }

    private sealed record Files(string Limit, string Usage, string InactiveKey)
    {
        public static readonly Files Version1 = new("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ");
        public static readonly Files Version2 = new("memory.max", "memory.current", "inactive_file ");
    }
}
