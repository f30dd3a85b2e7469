using System.Text;

namespace CloudNative.Sdk.Manifests.Output;

/// <summary>
/// The folder that the manifests are in. <c>.cloudnative-files</c> lists what was written here: only that is ever replaced or deleted. New content is
/// complete beside the old before the first file changes places, and a file whose bytes stay the same is not touched.
/// </summary>
internal sealed class OutputFolder(string folder)
{
    public const string OwnedFiles = ".cloudnative-files";

    private const string Staging = ".cloudnative-new";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Gets the files that are in the way: somebody else wrote them, and something else is in them.</summary>
    public IReadOnlyList<string> FindForeign(IReadOnlyList<ManifestFile> files)
    {
        var owned = ReadOwned();
        return [.. files.Where(file => !owned.Contains(file.Path) && File.Exists(FullPath(file.Path)) && !HasBytes(file)).Select(file => file.Path)];
    }

    /// <summary>Makes the folder hold these files, and gets how many were written or deleted.</summary>
    public int Write(IReadOnlyList<ManifestFile> files)
    {
        using var turn = FolderTurn.Take(folder);
        _made.Clear();
        var owned = ReadOwned();
        var changed = files.Where(file => !HasBytes(file)).ToList();
        var stale = owned.Except(files.Select(file => file.Path)).Where(path => File.Exists(FullPath(path))).ToList();
        var list = OwnedList(files.Select(file => file.Path));
        if (changed.Count == 0 && stale.Count == 0 && HasBytes(list))
        {
            return 0;
        }

        Stage([.. changed, list]);

        // Until the end the list names the old and the new files, so that none is forgotten if the build is killed.
        File.WriteAllText(FullPath(OwnedFiles), OwnedList(owned.Union(files.Select(file => file.Path))).Content, Utf8);
        changed.ForEach(Swap);
        stale.ForEach(Delete);
        Swap(list);
        Directory.Delete(FullPath(Staging), recursive: true);
        return changed.Count + stale.Count;
    }

    private static ManifestFile OwnedList(IEnumerable<string> paths) =>
        new(OwnedFiles, string.Concat(paths.OrderBy(path => path, StringComparer.Ordinal).Select(path => path + "\n")));

    private void Stage(IEnumerable<ManifestFile> files)
    {
        if (Directory.Exists(FullPath(Staging)))
        {
            Directory.Delete(FullPath(Staging), recursive: true);
        }

        foreach (var file in files)
        {
            var path = FullPath(Staging + "/" + file.Path);
            MakeFolderOf(path);
            File.WriteAllText(path, file.Content, Utf8);
        }
    }

    private void Swap(ManifestFile file)
    {
        var (source, target) = (FullPath(Staging + "/" + file.Path), FullPath(file.Path));
        MakeFolderOf(target);
        if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
        }
    }

    private void MakeFolderOf(string path)
    {
        if (_made.Add(Path.GetDirectoryName(path)!))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
    }

    private void Delete(string path)
    {
        File.Delete(FullPath(path));
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            if (Directory.EnumerateFileSystemEntries(FullPath(parent)).Any())
            {
                return;
            }

            Directory.Delete(FullPath(parent));
        }
    }

    private bool HasBytes(ManifestFile file)
    {
        var path = FullPath(file.Path);
        return File.Exists(path) && File.ReadAllBytes(path).SequenceEqual(Utf8.GetBytes(file.Content));
    }

    /// <summary>Gets what the list names; a path that leads out of the folder was not written here and is ignored.</summary>
    public HashSet<string> ReadOwned()
    {
        var path = FullPath(OwnedFiles);
        var lines = File.Exists(path) ? File.ReadAllLines(path, Utf8) : [];
        return new HashSet<string>(lines.Where(IsInside), StringComparer.Ordinal);
    }

    /// <summary>Gets whether a path of such a list stays in its folder.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && path.IndexOf('\\') < 0 && path.IndexOf(':') < 0 && !path.Split('/').Any(part => part is "" or "." or "..");

    private string FullPath(string path) => Path.Combine(folder, path);
}
