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
    private const string StagedFiles = Staging + "/files";
    private const string StagedList = Staging + "/list";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

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
        var owned = ReadOwned();
        var changed = files.Where(file => !HasBytes(file)).ToList();
        var stale = owned.Except(files.Select(file => file.Path)).Where(path => File.Exists(FullPath(path))).ToList();
        var list = OwnedList(files.Select(file => file.Path));
        if (changed.Count == 0 && stale.Count == 0 && HasBytes(list))
        {
            return 0;
        }

        Stage(changed, list);

        // Until the end the list names the old and the new files, so that none is forgotten if the build is killed.
        File.WriteAllText(FullPath(OwnedFiles), OwnedList(owned.Union(files.Select(file => file.Path))).Content, Utf8);
        Bring(FullPath(StagedFiles), folder);
        stale.ForEach(Delete);
        BringFile(FullPath(StagedList), FullPath(OwnedFiles));
        Directory.Delete(FullPath(Staging), recursive: true);
        return changed.Count + stale.Count;
    }

    private static ManifestFile OwnedList(IEnumerable<string> paths) =>
        new(OwnedFiles, string.Concat(paths.OrderBy(path => path, StringComparer.Ordinal).Select(path => path + "\n")));

    private void Stage(IEnumerable<ManifestFile> files, ManifestFile list)
    {
        if (Directory.Exists(FullPath(Staging)))
        {
            Directory.Delete(FullPath(Staging), recursive: true);
        }

        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = FullPath(StagedFiles + "/" + file.Path);
            if (made.Add(Path.GetDirectoryName(path)!))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }

            WriteNew(path, file);
        }

        Directory.CreateDirectory(FullPath(StagedFiles));
        WriteNew(FullPath(StagedList), list);
    }

    /// <summary>Writes a file that is not there. A file that is emptied first, as if it could be, goes to the disk at once on some file systems, and each waits for it.</summary>
    private static void WriteNew(string path, ManifestFile file)
    {
        using var stream = new FileStream(path, FileMode.CreateNew);
        var bytes = Utf8.GetBytes(file.Content);
        stream.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Brings what is in one folder into another; a folder that is not there yet is moved whole.</summary>
    private static void Bring(string source, string target)
    {
        foreach (var inner in Directory.GetDirectories(source))
        {
            var place = Path.Combine(target, Path.GetFileName(inner));
            if (Directory.Exists(place))
            {
                Bring(inner, place);
            }
            else
            {
                Directory.Move(inner, place);
            }
        }

        foreach (var file in Directory.GetFiles(source))
        {
            BringFile(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private static void BringFile(string source, string target)
    {
        if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
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
