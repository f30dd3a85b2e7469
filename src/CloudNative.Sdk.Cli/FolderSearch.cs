using CloudNative.Sdk.Cli.Releases;

namespace CloudNative.Sdk.Cli;

/// <summary>Finds the folders that hold a file of a known name. The releases of a store are none of them: they were published once, and are no services beside those that are.</summary>
internal static class FolderSearch
{
    private static readonly string[] Skipped = [".git", "node_modules", "obj"];

    /// <summary>Gets the folders below a path in order; the path itself where the file is in it, or where it is the file.</summary>
    /// <exception cref="WrongUseException">There is nothing at the path.</exception>
    public static IReadOnlyList<string> Find(string path, string fileName)
    {
        if (File.Exists(path) && Path.GetFileName(path) == fileName)
        {
            return [FolderOf(path)];
        }

        if (!Directory.Exists(path))
        {
            throw new WrongUseException($"there is no folder '{path}'{(File.Exists(path) ? $": it is a file, and not '{fileName}'" : "")}");
        }

        var found = new List<string>();
        Search(path, fileName, found);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    /// <summary>Gets the one folder with the file below a path.</summary>
    /// <exception cref="WrongUseException">There is none, or there are several.</exception>
    public static string FindOne(string path, string fileName) => Find(path, fileName) switch
    {
        [var only] => only,
        [] => throw new WrongUseException($"there is no '{fileName}' below '{path}'; publish the service first, or name its deploy folder"),
        var several => throw new WrongUseException($"'{path}' holds several services; name one of {string.Join(", ", several)}"),
    };

    private static string FolderOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";

    private static bool IsSearched(string folder) => !Skipped.Contains(Path.GetFileName(folder)) && !File.Exists(Path.Combine(folder, ReleaseHistory.FileName));

    private static void Search(string folder, string fileName, List<string> found)
    {
        if (File.Exists(Path.Combine(folder, fileName)))
        {
            found.Add(folder);
            return;
        }

        foreach (var below in Directory.EnumerateDirectories(folder).Where(IsSearched))
        {
            Search(below, fileName, found);
        }
    }
}
