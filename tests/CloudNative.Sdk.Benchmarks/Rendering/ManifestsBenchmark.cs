using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Benchmarks.Rendering;

/// <summary>Publishes a built service of the Shop without manifests, with manifests into nothing, and with manifests that are there already, in turn.</summary>
internal static class ManifestsBenchmark
{
    private const int Rounds = 15;

    /// <summary>What the package brings to a build server with linux-x64.</summary>
    private static readonly string TaskAssembly = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../src/CloudNative.Sdk.Manifests/obj/Release/netstandard2.0/precompiled/linux-x64/CloudNative.Sdk.Manifests.dll"));

    public static async Task<int> RunAsync()
    {
        var project = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../samples/Shop/Shop.Storefront"));
        var output = Directory.CreateTempSubdirectory("cloudnative-manifests").FullName;
        await PublishAsync(project, output, "--nologo");
        List<double> without = [], written = [], unchanged = [];
        for (var round = 0; round < Rounds; round++)
        {
            without.Add(await PublishAsync(project, output, "--no-build", "-p:CloudNativeManifestsEnabled=false"));
            Directory.Delete(Path.Combine(output, "deploy"), recursive: true);
            written.Add(await PublishAsync(project, output, "--no-build"));
            unchanged.Add(await PublishAsync(project, output, "--no-build"));
        }

        Console.WriteLine($"dotnet publish --no-build of one service in 4 environments, {Rounds} rounds: least and median, and the same over a publish without manifests in its round");
        Print("without", without, without);
        Print("written", written, without);
        Print("unchanged", unchanged, without);
        Directory.Delete(output, recursive: true);
        return 0;
    }

    private static void Print(string name, List<double> times, List<double> without)
    {
        var over = times.Zip(without, (time, bare) => time - bare).Order().ToList();
        Console.WriteLine($"{name,-10} {times.Min(),7:F0} ms {times.Order().ElementAt(Rounds / 2),7:F0} ms   {times.Min() - without.Min(),6:+0;-0;0} ms {over[Rounds / 2],6:+0;-0;0} ms");
    }

    private static async Task<double> PublishAsync(string project, string output, params string[] more)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", output, "-m:1", "-v:quiet", $"-p:CloudNativeManifestsTaskAssembly={TaskAssembly}", .. more]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException($"The publish failed:\n{text}");
    }

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
