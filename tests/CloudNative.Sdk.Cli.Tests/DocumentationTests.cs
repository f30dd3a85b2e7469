using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Cli.Tests;

/// <summary>Runs every example of docs/cli.md as it stands there, one after another, in a folder like the one that the page describes.</summary>
public sealed partial class DocumentationTests : TestFolder
{
    [Fact]
    public async Task Every_example_of_the_page_does_what_it_says()
    {
        await DocumentedFolder.MakeAsync(PathOf("work"));
        var examples = Examples().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "cli.md"), TestContext.Current.CancellationToken));

        Assert.NotEmpty(examples);
        foreach (Match example in examples)
        {
            var expected = example.Groups["code"] is { Success: true } code ? int.Parse(code.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            await using var tool = ChildProcess.Start("dotnet cloudnative", "dotnet", [typeof(Tool).Assembly.Location, .. Words(example.Groups["arguments"].Value)], workingDirectory: PathOf("work"));
            var exit = await tool.WaitForExitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.True(exit == expected, $"{example.Value} ended with {exit}:\n{tool.Output}");
        }
    }

    private static IEnumerable<string> Words(string line) => Word().Matches(line).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^dotnet cloudnative (?<arguments>[^#\n]*?)\s*(#.*exit code (?<code>\d).*)?$", RegexOptions.Multiline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"('[^']*'|[^\s'])+")]
    private static partial Regex Word();
}
