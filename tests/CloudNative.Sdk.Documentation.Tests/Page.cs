using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Pages;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Documentation.Tests;

/// <summary>The pages that people read, by their paths below the root of the repository.</summary>
internal static partial class Page
{
    private static readonly string[] Folders = ["docs", "samples", "src", "analyzers"];

    public static IEnumerable<string> All => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !Path.GetFileName(file).StartsWith("AnalyzerReleases", StringComparison.Ordinal))
        .Append(Repository.PathOf("README.md"))
        .Append(Repository.PathOf("CHANGELOG.md"))
        .Select(file => Path.GetRelativePath(Repository.PathOf(), file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Repository.PathOf(path));

    /// <summary>Gets the C# blocks of a page in their order.</summary>
    public static IEnumerable<string> Snippets(string path) => FencedBlock.ReadAll(Read(path)).Where(block => block.Language == "csharp").Select(block => block.Text);

    /// <summary>Gets the targets of the links of a page, without those in code.</summary>
    public static IEnumerable<string> Links(string path) => LinkPattern().Matches(CodePattern().Replace(Read(path), string.Empty)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodePattern();
}
