namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>Where the input of a build lies, seen from the folder of the manifests.</summary>
/// <param name="Assembly">The path of the compiled assembly, with <c>/</c>.</param>
/// <param name="Project">The path of the project folder, with <c>/</c>.</param>
internal sealed record InputLocation(string Assembly, string Project)
{
    /// <summary>Gets the location for folders of this machine; null where a relative path leads from none to the other.</summary>
    public static InputLocation? Between(string outputFolder, string assembly, string projectFolder) =>
        Relative(outputFolder, assembly) is { } toAssembly && Relative(outputFolder, projectFolder + "/") is { } toProject ? new InputLocation(toAssembly, toProject) : null;

    private static string? Relative(string folder, string path)
    {
        var (from, to) = (new Uri(Path.GetFullPath(folder).TrimEnd('/', '\\') + "/"), new Uri(Path.GetFullPath(path)));
        var relative = from.MakeRelativeUri(to);
        return relative.IsAbsoluteUri ? null : Uri.UnescapeDataString(relative.ToString());
    }
}
