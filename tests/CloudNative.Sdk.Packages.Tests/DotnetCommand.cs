using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>Runs the SDK as a user does, without what this test process inherited from its own build.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static readonly KeyValuePair<string, string?>[] Clean =
    [
        new("NUGET_PACKAGES", null), new("MSBUILD_EXE_PATH", null), new("MSBuildSDKsPath", null), new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), new("MSBUILDDISABLENODEREUSE", "1"),
        new("CI", null),
    ];

    /// <summary>Runs it and expects success.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var (code, output) = await EndAsync(folder, arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs it and expects failure.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> FailAsync(string folder, params string[] arguments)
    {
        var (code, output) = await EndAsync(folder, arguments);
        Assert.NotEqual(0, code);
        return output;
    }

    private static async Task<(int Code, string Output)> EndAsync(string folder, string[] arguments)
    {
        await using var process = ChildProcess.Start("dotnet " + string.Join(' ', arguments), "dotnet", arguments, Clean, folder);
        return (await process.WaitForExitAsync(Limit, TestContext.Current.CancellationToken), process.Output);
    }
}
