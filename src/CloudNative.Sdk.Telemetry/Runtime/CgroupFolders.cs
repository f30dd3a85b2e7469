namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Finds the folders of this process's control group.</summary>
/// <remarks>
/// <c>/proc/self/cgroup</c> names the group within the hierarchy. In a container without a namespace for control groups that is the path on the node, which is not
/// there; the mount itself is then the group.
/// </remarks>
internal sealed class CgroupFolders(string root)
{
    private const string Mount = "sys/fs/cgroup";

    private readonly string[] _lines = SystemFile.Lines(Path.Combine(root, "proc/self/cgroup"));

    /// <summary>Gets the folder of version 2; null when it is not mounted.</summary>
    public string? Unified() => Find(controllers => controllers.Length == 0, Path.Combine(root, Mount));

    /// <summary>Gets the folder of a controller of version 1; null when it has no hierarchy.</summary>
    public string? OfController(string controller) =>
        Find(controllers => controllers.Split(',').Contains(controller), Path.Combine(root, Mount, controller));

    private string? Find(Func<string, bool> isMeant, string mount)
    {
        foreach (var line in _lines)
        {
            // hierarchy:controllers:path
            if (line.Split(':', 3) is [_, var controllers, var path] && isMeant(controllers) && Directory.Exists(mount))
            {
                var folder = Path.Combine(mount, path.Trim('/'));
                return Directory.Exists(folder) ? folder : mount;
            }
        }

        return null;
    }
}
