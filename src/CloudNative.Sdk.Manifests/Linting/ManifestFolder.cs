using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Linting;

/// <summary>Reads the files of a folder that may hold manifests.</summary>
internal static class ManifestFolder
{
    private static readonly string[] Checked = [".yaml", ".yml", ".json"];

    /// <summary>Gets the files by path, those of folders below too.</summary>
    public static IReadOnlyList<ManifestFile> Read(string folder)
    {
        var root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(file => Checked.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file, StringComparer.Ordinal)
                .Select(file => new ManifestFile(file.Substring(root.Length).Replace('\\', '/'), File.ReadAllText(file))),
        ];
    }
}
