using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>The unpacked packages of a component.</summary>
public sealed class ComponentFolder(string path)
{
    /// <summary>Gets the full path of a file in the component.</summary>
    public string PathOf(string file) => Path.Combine(path, file);

    /// <summary>Gets the folders of the component's own libraries, as <c>LD_LIBRARY_PATH</c> takes them; null where it has none.</summary>
    public string? LibraryPath
    {
        get
        {
            var folders = Directory.EnumerateFiles(path, "*.so*", SearchOption.AllDirectories).Select(Path.GetDirectoryName).Distinct().ToList();
            return folders.Count == 0 ? null : string.Join(':', folders);
        }
    }

    /// <summary>Starts a program of the component, with the component's own libraries.</summary>
    public ChildProcess Start(string program, params IEnumerable<string> arguments) =>
        ChildProcess.Start(Path.GetFileName(program), PathOf(program), arguments, [KeyValuePair.Create("LD_LIBRARY_PATH", LibraryPath)]);
}
