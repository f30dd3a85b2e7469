namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>What the control group and the mounts of a container tell about it.</summary>
/// <remarks>
/// Docker and containerd name the control group after the container, as <c>/docker/4f1c…</c> or <c>cri-containerd-4f1c….scope</c>; where a namespace hides that,
/// Docker still mounts files from <c>…/containers/4f1c…/</c>. The kubelet mounts <c>/dev/termination-log</c> from <c>…/pods/(uid)/containers/(name)/…</c>.
/// </remarks>
internal sealed record ContainerMounts(string? ContainerId, string? PodUid, string? ContainerName)
{
    private const int IdLength = 64;
    private const string PodsFolder = "/pods/";
    private const string ContainersFolder = "/containers/";

    public static ContainerMounts Read(string root)
    {
        string? id = null;
        string? pod = null;
        string? container = null;
        foreach (var line in SystemFile.Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            id ??= IdIn(line.AsSpan(line.LastIndexOf('/') + 1));
        }

        foreach (var line in SystemFile.Lines(Path.Combine(root, "proc/self/mountinfo")))
        {
            // The fourth field is the folder that is mounted.
            var source = line.Split(' ', 5) is [_, _, _, var folder, _] ? folder : string.Empty;
            var containers = source.IndexOf(ContainersFolder, StringComparison.Ordinal);
            var pods = source.IndexOf(PodsFolder, StringComparison.Ordinal);
            if (containers < 0)
            {
                continue;
            }

            var name = UpToSlash(source.AsSpan(containers + ContainersFolder.Length));
            if (pods >= 0 && pods < containers)
            {
                pod ??= UpToSlash(source.AsSpan(pods + PodsFolder.Length)).ToString();
                container ??= name.ToString();
            }
            else
            {
                id ??= IdIn(name);
            }
        }

        return new ContainerMounts(id, pod, container);
    }

    /// <summary>Gets 64 hexadecimal digits that nothing of the kind precedes or follows.</summary>
    private static string? IdIn(ReadOnlySpan<char> text)
    {
        var length = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiHexDigitLower(text[i]))
            {
                length++;
                continue;
            }

            if (length == IdLength)
            {
                return text.Slice(i - IdLength, IdLength).ToString();
            }

            length = 0;
        }

        return null;
    }

    private static ReadOnlySpan<char> UpToSlash(ReadOnlySpan<char> text) => text.IndexOf('/') is >= 0 and var end ? text[..end] : text;
}
