using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>The modes of analysis, as the packed package has them.</summary>
public sealed partial class FreshPresetTests(PackedFeed feed)
{
    [Fact]
    public async Task The_mode_decides_which_rules_warn_and_an_unknown_one_is_refused()
    {
        var project = await feed.NewProjectAsync("web", "FreshModes");
        await project.AddTheOneLineAsync();
        project.Add("Defects.cs", "Defects.txt");

        Assert.Equal("CA2016 CNS3004 CNS3009", Warnings(await project.BuildAsync("--no-incremental")));
        Assert.Equal("CA2016 CNS3004 CNS3009", Warnings(await project.BuildAsync("--no-incremental", "-p:CloudNativeAnalysisMode=Recommended")));
        Assert.Equal("CA2016 CNS3002 CNS3004 CNS3009", Warnings(await project.BuildAsync("--no-incremental", "-p:CloudNativeAnalysisMode=strict")));
        Assert.Equal("CNS3004", Warnings(await project.BuildAsync("--no-incremental", "-p:CloudNativeAnalysisMode=Minimal")));
        Assert.Equal("", Warnings(await project.BuildAsync("--no-incremental", "-p:CloudNativeAnalysisMode=None")));
        Assert.Contains(
            "error CNS9101: The property CloudNativeAnalysisMode of FreshModes.csproj must be Recommended, Strict, Minimal or None, but was 'Stric'.",
            await project.FailToBuildAsync("-p:CloudNativeAnalysisMode=Stric"),
            StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(project.Folder, ".editorconfig"), "root = true\n[*.cs]\ndotnet_diagnostic.CNS3004.severity = none\n");
        Assert.Equal("CNS3002 CNS3009", Warnings(await project.BuildAsync("--no-incremental", "-p:CloudNativeAnalysisMode=Strict", "-p:NoWarn=CA2016")));
    }

    private static string Warnings(string build) => string.Join(' ', Warning().Matches(build).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("warning ((?:CNS|CA)[0-9]+):")]
    private static partial Regex Warning();
}
