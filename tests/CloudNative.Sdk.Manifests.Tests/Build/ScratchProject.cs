using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>A small project in a folder of its own that references the packed package and nothing else.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Environment">The environment of the SDK: an own package cache, no processes that stay behind.</param>
internal sealed record ScratchProject(string Folder, IReadOnlyList<KeyValuePair<string, string?>> Environment)
{
    public const string AssemblyName = "Shop.Checkout";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs the SDK.</summary>
    public async Task<(int Code, string Output)> RunAsync(params IEnumerable<string> arguments)
    {
        await using var dotnet = ChildProcess.Start("dotnet", "dotnet", [.. arguments, "-nologo", "-p:UseSharedCompilation=false"], Environment, Folder);
        var code = await dotnet.WaitForExitAsync(Limit, TestContext.Current.CancellationToken);
        return (code, dotnet.Output.ReplaceLineEndings("\n"));
    }

    /// <summary>Runs the SDK, which must succeed, and gets what it wrote.</summary>
    public async Task<string> SucceedAsync(params IEnumerable<string> arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    /// <summary>Expects a text in what the SDK wrote, and shows all of that where it is missing.</summary>
    public static void Contains(string expected, string output) => Assert.True(output.Contains(expected, StringComparison.Ordinal), $"'{expected}' is not in:\n{output}");

    public string PathOf(string path) => Path.Combine(Folder, path);

    public void Write(string path, string text) => File.WriteAllText(PathOf(path), text);

    /// <summary>Gets the files of a folder with their texts; none where there is no such folder.</summary>
    public SortedDictionary<string, string> Read(string folder)
    {
        var root = PathOf(folder);
        var files = Directory.Exists(root) ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories) : [];
        return new(files.ToDictionary(file => Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText), StringComparer.Ordinal);
    }
}
