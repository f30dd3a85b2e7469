using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>The shell of a user whose sources have the packed packages; templates and packages of the test stay out of the folders of the machine.</summary>
/// <param name="feed">The packages.</param>
/// <param name="home">The folder for what the SDK keeps of a user.</param>
internal sealed class UserShell(PackedFeed feed, string home)
{
    /// <summary>Starts a script, which ends at the first command that fails.</summary>
    public ChildProcess Start(string script, string folder, params IEnumerable<KeyValuePair<string, string?>> settings) => ChildProcess.Start(
        script,
        "bash",
        ["-e", "-c", script],
        [
            new("DOTNET_CLI_HOME", home), new("NUGET_PACKAGES", feed.Cache), new("DOTNET_NOLOGO", "1"), new("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
            new("MSBUILDDISABLENODEREUSE", "1"), new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), new("MSBUILD_EXE_PATH", null), new("MSBuildSDKsPath", null), new("CI", null),

            // Commands end before what is learnt about them pays.
            new("DOTNET_TieredPGO", "0"),
            .. settings,
        ],
        folder);
}
