namespace CloudNative.Sdk.Analyzers.Tests.Harness;

/// <summary>Files of the repository that are written from the rule table.</summary>
internal static class RepositoryFiles
{
    private static readonly Lazy<string> Root = new(Find);

    /// <summary>Compares a file with what the table gives; <c>UPDATE_GOLDEN=1</c> writes it instead.</summary>
    public static void Matches(string path, string expected)
    {
        var file = Path.Combine(Root.Value, path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(expected == actual, $"{path} is not what the rule table gives. Run the tests of CloudNative.Sdk.Analyzers with UPDATE_GOLDEN=1 to write it.\n\n{expected}");
    }

    /// <summary>Compares a file, of which people write one part and the table another, with what it should be.</summary>
    public static void MatchesPart(string path, Func<string, string> complete) => Matches(path, complete(File.ReadAllText(Path.Combine(Root.Value, path))));

    public static IEnumerable<string> In(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Root.Value, folder)) ? Directory.GetFiles(Path.Combine(Root.Value, folder), pattern).Select(file => Path.GetFileName(file)!) : [];

    /// <summary>Gets the files anywhere below a folder, without what a build makes, always in the same order.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Root.Value, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CloudNative.Sdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"CloudNative.Sdk.sln was not found above '{AppContext.BaseDirectory}'.");
    }
}
