namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>Paths that are the same on every machine.</summary>
internal static class RelativePath
{
    /// <summary>Gets a path relative to a folder, with slashes; a path elsewhere stays as it is.</summary>
    public static string Of(string path, string folder)
    {
        var from = new Uri(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar);
        return Uri.UnescapeDataString(from.MakeRelativeUri(new Uri(Path.GetFullPath(path))).ToString());
    }
}
