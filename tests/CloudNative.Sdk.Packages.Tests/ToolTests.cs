namespace CloudNative.Sdk.Packages.Tests;

/// <summary>The packed tool as a user installs it.</summary>
public sealed class ToolTests(PackedFeed feed)
{
    [Fact]
    public async Task The_tool_is_installed_and_runs()
    {
        var project = await feed.NewProjectAsync("web", "FreshTool");
        await project.AddTheOneLineAsync();
        await project.PublishAsync();
        await DotnetCommand.RunAsync(project.Folder, "new", "tool-manifest");
        await DotnetCommand.RunAsync(project.Folder, "tool", "install", "CloudNative.Sdk.Cli", "--version", feed.Version);

        var rendered = await DotnetCommand.RunAsync(project.Folder, "cloudnative", "render");

        Assert.Matches(@"freshtool 1\.4\.2: 4 environments, \d+ files \(0 changed\) -> ", rendered);
    }
}
