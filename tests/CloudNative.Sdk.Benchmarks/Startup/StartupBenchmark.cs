using System.Diagnostics;
using System.Net.Sockets;
using CloudNative.Sdk.Processes;

namespace CloudNative.Sdk.Benchmarks.Startup;

/// <summary>Starts each variant cold, in turn, and compares each with the bare application of its own round.</summary>
internal static class StartupBenchmark
{
    private const int Rounds = 25;

    /// <summary>Measures the named variants, or all.</summary>
    public static async Task<int> RunAsync(string[] named)
    {
        string[] variants = named.Length == 0 ? [.. StartupSubject.Variants] : [.. named.Select(BareOf).Concat(named).Distinct()];
        var times = variants.ToDictionary(variant => variant, _ => new List<double>());
        foreach (var variant in variants)
        {
            await TimeAsync(variant);
        }

        for (var round = 0; round < Rounds; round++)
        {
            foreach (var variant in variants)
            {
                times[variant].Add(await TimeAsync(variant));
            }
        }

        Console.WriteLine($"from process start to the first 200, {Rounds} rounds, median");
        foreach (var variant in variants)
        {
            Console.WriteLine($"{variant,-16} {Median(times[variant]),7:F1} ms   {Difference(times, variant, BareOf(variant)),7:+0.0;-0.0} ms over bare in its round");
        }

        if (named.Length == 0)
        {
            Console.WriteLine($"the ops server   {Difference(times, StartupSubject.Whole, StartupSubject.WithoutOps),7:+0.0;-0.0} ms of it   (at most +60 ms for all, 20 ms of it for the ops server)");
        }

        return 0;
    }

    private static string BareOf(string variant) => variant.EndsWith(StartupSubject.Silent, StringComparison.Ordinal) ? StartupSubject.Bare + StartupSubject.Silent : StartupSubject.Bare;

    private static double Difference(Dictionary<string, List<double>> times, string variant, string from) =>
        Median([.. times[variant].Zip(times[from]).Select(pair => pair.First - pair.Second)]);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Starts the subject and asks it, as a caller does who does not know when it will be there.</summary>
    private static async Task<double> TimeAsync(string variant)
    {
        var port = LoopbackPorts.Take(1)[0];
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(StartupBenchmark).Assembly.Location, StartupSubject.Verb, variant, $"{port}"]) { RedirectStandardOutput = true })!;
        while (true)
        {
            try
            {
                using var get = new KeepAliveGet(port, "/");
                if (get.Send() == 200)
                {
                    break;
                }
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return elapsed;
    }
}
