using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CloudNative.Sdk.Benchmarks.Rendering;

/// <summary>Publishes one service of the Shop, makes 200 of it, and lets the real tool render them all: first into nothing, then where nothing has changed.</summary>
internal static class RenderBenchmark
{
    private const int Services = 200;
    private const int Rounds = 3;

    public static async Task<int> RunAsync()
    {
        var repository = Path.GetFullPath(Path.Combine(ThisFolder(), "../../.."));
        var root = Directory.CreateTempSubdirectory("cloudnative-render").FullName;
        var published = Path.Combine(root, "published");
        await RunAsync(["publish", Path.Combine(repository, "samples", "Shop", "Shop.Catalog"), "-c", "Release", "-o", published, "-nologo", "-v:quiet"]);
        Console.WriteLine($"{Services} services in 4 environments, {Rounds} rounds");
        for (var round = 0; round < Rounds; round++)
        {
            var fleet = Path.Combine(root, $"fleet{round}");
            for (var number = 1; number <= Services; number++)
            {
                Copy(published, Path.Combine(fleet, $"catalog{number}"), $"catalog{number}");
            }

            string[] arguments = [Path.Combine(repository, "src", "CloudNative.Sdk.Cli", "bin", "Release", "net10.0", "CloudNative.Sdk.Cli.dll"), "render", fleet];
            Print("new", await RunAsync(arguments));
            Print("unchanged", await RunAsync(arguments));
        }

        Directory.Delete(root, recursive: true);
        return 0;
    }

    private static void Copy(string published, string service, string name)
    {
        Directory.CreateDirectory(Path.Combine(service, "deploy"));
        foreach (var file in Directory.EnumerateFiles(published, "Shop.Catalog.dll").Concat(Directory.EnumerateFiles(published, "appsettings*.json")))
        {
            File.Copy(file, Path.Combine(service, Path.GetFileName(file)));
        }

        var inputs = File.ReadAllText(Path.Combine(published, "deploy", "inputs.json"));
        File.WriteAllText(Path.Combine(service, "deploy", "inputs.json"), inputs.Replace("name: catalog\\n", $"name: {name}\\n", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(service, "deploy", ".cloudnative-files"), "inputs.json\n");
    }

    private static void Print(string what, (TimeSpan Wall, TimeSpan Processor, long Peak, string Last) run) =>
        Console.WriteLine($"{what,-10} {run.Wall.TotalSeconds:F2} s, {run.Processor.TotalSeconds:F2} s of the processors, {run.Peak / 1e6:F0} MB at the most   {run.Last[..run.Last.IndexOf(" ->", StringComparison.Ordinal)]}");

    private static async Task<(TimeSpan Wall, TimeSpan Processor, long Peak, string Last)> RunAsync(string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            // A process that has just ended has no memory any more.
            var (now, used) = UsageOf(process) ?? (0, processor);
            (peak, processor) = (Math.Max(peak, now), used);
            await Task.WhenAny(output, Task.Delay(TimeSpan.FromMilliseconds(5)));
        }

        var wall = Stopwatch.GetElapsedTime(start);
        var text = await output;
        return process.ExitCode == 0 ? (wall, processor, peak, text.TrimEnd().Split('\n')[^1]) : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{text}");
    }

    /// <summary>Gets what a process has used so far; null once it has ended, which may be while it is asked.</summary>
    private static (long Peak, TimeSpan Processor)? UsageOf(Process process)
    {
        try
        {
            process.Refresh();
            return (process.PeakWorkingSet64, process.TotalProcessorTime);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string ThisFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
