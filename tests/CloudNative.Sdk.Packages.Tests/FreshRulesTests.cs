using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>The rules that a team meets first, in a new project that has each defect, and their fixes by <c>dotnet format</c>.</summary>
public sealed partial class FreshRulesTests(PackedFeed feed)
{
    private static readonly string[] Starred =
        ["CNS1001", "CNS2008", "CNS3004", "CNS3005", "CNS3006", "CNS3007", "CNS3010", "CNS3011", "CNS3016", "CNS4005", "CNS4009", "CNS4013"];

    /// <summary>Those that have a fix in this project; the others need somebody who decides.</summary>
    private static readonly string[] Fixed = ["CNS1001", "CNS2008", "CNS3004", "CNS3005", "CNS3011", "CNS3016", "CNS4005", "CNS4009"];

    [Fact]
    public async Task Each_starred_rule_is_shown_and_what_has_a_fix_is_mended()
    {
        var project = await feed.NewProjectAsync("web", "FreshRules");
        File.Delete(Path.Combine(project.Folder, "Program.cs"));
        project.Add("Program.cs", "Starred.txt");

        // One of them is advice, which a build does not show by default.
        await File.WriteAllTextAsync(
            Path.Combine(project.Folder, "Directory.Build.props"), "<Project><PropertyGroup><CloudNativeAnalysisMode>Strict</CloudNativeAnalysisMode></PropertyGroup></Project>");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Telemetry.Shipped.txt"), "");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "Telemetry.Unshipped.txt"), "");

        Assert.Equal(Starred, Shown(await project.BuildAsync("--no-incremental")));

        await project.FormatAsync(["analyzers", "--severity", "warn", "--no-restore", "--diagnostics", .. Fixed]);

        Assert.Equal(Starred.Except(Fixed), Shown(await project.BuildAsync("--no-incremental")));
    }

    private static IEnumerable<string> Shown(string build) =>
        Finding().Matches(build).Select(match => match.Groups[1].Value).Where(Starred.Contains).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("warning (CNS[0-9]+):")]
    private static partial Regex Finding();
}
