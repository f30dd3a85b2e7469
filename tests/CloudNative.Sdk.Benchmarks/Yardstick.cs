using System.Diagnostics;
using System.Globalization;

namespace CloudNative.Sdk.Benchmarks;

/// <summary>What tells whether figures of two runs can be compared: how fast the processor was before and after, and what other machines took of it meanwhile.</summary>
internal static class Yardstick
{
    private const int Steps = 50_000_000;
    private const int Tries = 5;

    /// <summary>Runs a benchmark between two measurements of the machine, and prints these at its end.</summary>
    public static async Task<int> BesideAsync(Func<Task<int>> benchmark)
    {
        var (speed, usage) = (Least(), ReadUsage());
        var code = await benchmark();
        var used = ReadUsage().Zip(usage, (now, then) => now - then).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"(the machine: {Steps / 1_000_000} million steps took {speed:F0} ms before and {Least():F0} ms after{Stolen(used)})"));
        return code;
    }

    private static string Stolen(long[] used) =>
        used.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; other machines took {(double)used[^1] / Math.Max(1, used.Sum()):P0} of the processors' time");

    private static double Least() => Enumerable.Range(0, Tries).Min(_ => Time());

    /// <summary>Times steps of which each needs the one before, so that they can neither be left out nor be done at once.</summary>
    private static double Time()
    {
        var start = Stopwatch.GetTimestamp();
        var state = (ulong)start | 1;
        for (var step = 0; step < Steps; step++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
        }

        return state == 0 ? double.NaN : Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Reads the time of all processors by its uses, up to what was stolen: <c>cpu user nice system idle iowait irq softirq steal …</c>; nothing on systems that do not tell it.</summary>
    private static long[] ReadUsage()
    {
        const string Usage = "/proc/stat";
        return File.Exists(Usage) ? [.. File.ReadLines(Usage).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(text => long.Parse(text, CultureInfo.InvariantCulture))] : [];
    }
}
