using CloudNative.Sdk.Cli.Tests.Notifying;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Cli.Tests;

public sealed class ToolTests : TestFolder
{
    [Theory]
    [InlineData("unknown command 'rendr'; did you mean 'render'?", "--help", "rendr")]
    [InlineData("unknown command 'nomad'; the commands here are marathon", "import --help", "import", "nomad")]
    [InlineData("unknown option '--jsn'; did you mean '--json'?", "diff --help", "diff", "a", "b", "--jsn")]
    [InlineData("Required command was not provided.", "--help")]
    public async Task Wrong_use_names_what_was_meant(string expected, string help, params string[] arguments)
    {
        var run = await ToolRun.Ends(ExitCodes.WrongUse, arguments);

        Assert.Equal(($"dotnet cloudnative: {expected}\n'dotnet cloudnative {help}' tells how it is used.\n", ""), (run.Error, run.Output));
    }

    [Fact]
    public async Task A_signal_ends_the_command_with_its_own_code()
    {
        var service = new ScratchService(PathOf("checkout")).Publish();
        using var server = new WebhookServer(WebhookServer.Silence);
        await using var tool = ChildProcess.Start("dotnet cloudnative", "dotnet", [typeof(Tool).Assembly.Location, "notify", service.Deploy, "--post", server.Address]);
        await tool.WaitForAsync("the request", TimeSpan.FromSeconds(60), _ => Task.FromResult(server.Asked.IsCompleted), TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Cancelled, await tool.StopAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.EndsWith("dotnet cloudnative: cancelled", tool.Output.TrimEnd(), StringComparison.Ordinal);
    }
}
