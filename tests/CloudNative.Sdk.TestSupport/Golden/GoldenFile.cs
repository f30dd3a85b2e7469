using System.Text;
using CloudNative.Sdk.TestSupport.Services;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace CloudNative.Sdk.TestSupport.Golden;

/// <summary>
/// A reviewed text in the repository that an output must equal to the byte. With the environment variable <c>UPDATE_GOLDEN=1</c> the output is
/// written there instead, and the change is reviewed like any other.
/// </summary>
public static class GoldenFile
{
    public const string UpdateVariable = "UPDATE_GOLDEN";

    /// <summary>Compares a text with a file.</summary>
    /// <param name="path">The path below the root of the repository, with <c>/</c>.</param>
    /// <param name="actual">The text.</param>
    /// <exception cref="GoldenFileException">They differ; the message shows where.</exception>
    public static void Verify(string path, string actual)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            throw new GoldenFileException($"{path} differs (- expected, + actual). Run with {UpdateVariable}=1 to take the new text, and review it.\n{Diff(expected, actual)}");
        }
    }

    /// <summary>Compares a set of files with a folder: the same names, the same texts.</summary>
    /// <param name="folder">The path of the folder below the root of the repository, with <c>/</c>.</param>
    /// <param name="actual">The texts by path below the folder.</param>
    /// <exception cref="GoldenFileException">They differ; the message shows where.</exception>
    public static void VerifyFolder(string folder, IReadOnlyDictionary<string, string> actual)
    {
        foreach (var (path, text) in actual)
        {
            Verify($"{folder}/{path}", text);
        }

        var root = Repository.PathOf(folder);
        var extra = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => !actual.ContainsKey(path))
            .ToList();
        if (extra.Count > 0)
        {
            throw new GoldenFileException($"{folder} holds {string.Join(", ", extra)}, which the output does not. Delete what is no longer made.");
        }
    }

    private static string Diff(string expected, string actual)
    {
        var text = new StringBuilder();
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines.Where(line => line.Type != ChangeType.Unchanged))
        {
            text.Append(line.Type == ChangeType.Inserted ? "+ " : "- ").Append(line.Text).Append('\n');
        }

        return text.Length > 0 ? text.ToString() : "The lines are equal: only line ends or the end of the file differ.\n";
    }
}
