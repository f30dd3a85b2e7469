using CloudNative.Sdk.TestSupport.Processes;

namespace Shop.Demo.Steps;

/// <summary>Runs the dotnet command line.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Leaves no build server behind.</summary>
    private static readonly Dictionary<string, string?> OneShot = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["UseSharedCompilation"] = "false",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
    };

    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        await using var dotnet = ChildProcess.Start($"dotnet {arguments[0]}", "dotnet", arguments, OneShot, folder);
        var exitCode = await dotnet.WaitForExitAsync(Timeout, cancellationToken);
        return (exitCode, dotnet.Output);
    }
}
