using System.Runtime.InteropServices;

namespace CloudNative.Sdk.Testing.Hosting;

/// <summary>The program <c>dotnet</c> of the installation that runs the tests.</summary>
internal static class DotnetHost
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>Gets it by the place of the runtime, <c>shared/Microsoft.NETCore.App/10.0.0/</c>, else by its name alone.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var candidate = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", FileName));
        return File.Exists(candidate) ? candidate : FileName;
    }
}
