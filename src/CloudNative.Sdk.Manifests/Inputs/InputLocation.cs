namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>Where the input of a build lies, seen from the folder of the manifests.</summary>
/// <param name="Assembly">The path of the compiled assembly, with <c>/</c>.</param>
/// <param name="Project">The path of the project folder, with <c>/</c>; null where the manifests are outside of it, because the path would be that of one machine.</param>
internal sealed record InputLocation(string Assembly, string? Project)
{
    /// <summary>Gets the location for folders of this machine; null where no relative path leads to the assembly, as from one drive to another.</summary>
    public static InputLocation? Between(string outputFolder, string assembly, string projectFolder) =>
        Relative(outputFolder, assembly) is { } toAssembly ? new InputLocation(toAssembly, Relative(outputFolder, projectFolder + "/") is { } toProject && IsAbove(toProject) ? toProject : null) : null;

    private static bool IsAbove(string path) => path.Replace("../", "").Length == 0;

    private static string? Relative(string folder, string path)
    {
        var (from, to) = (new Uri(Path.GetFullPath(folder).TrimEnd('/', '\\') + "/"), new Uri(Path.GetFullPath(path)));
        var relative = from.MakeRelativeUri(to);
        return relative.IsAbsoluteUri ? null : Uri.UnescapeDataString(relative.ToString());
    }
}
