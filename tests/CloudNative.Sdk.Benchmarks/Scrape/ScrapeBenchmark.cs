using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Prometheus.Http;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>Compares a scrape, from the collection to the last byte handed over, with the floor, in interleaved rounds.</summary>
internal static class ScrapeBenchmark
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("series      page          floor        scrape   ratio   B a scrape   B kept a series");
        foreach (var size in Sizes)
        {
            await RunAsync(size, rounds: 2_000_000 / size);
        }

        return 0;
    }

    private static async Task RunAsync(int series, int rounds)
    {
        using var subject = new ScrapeSubject(series);
        var floor = new ScrapeFloor(series);
        var pipe = new NullPipe();
        var kept = await KeptAsync(subject, pipe);
        var page = pipe.Bytes;
        var best = (Floor: double.MaxValue, Scrape: double.MaxValue);
        long bytes = 0;
        for (var round = -rounds / 4; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await floor.WriteAsync(pipe);
            var floorTime = Stopwatch.GetElapsedTime(start).TotalMicroseconds;

            var before = GC.GetTotalAllocatedBytes(precise: true);
            start = Stopwatch.GetTimestamp();
            await subject.ScrapeAsync(pipe, Exposition.Default);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (round >= 0)
            {
                bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
                best = (Math.Min(best.Floor, floorTime), Math.Min(best.Scrape, time));
            }
        }

        Console.WriteLine(
            $"{series,7} {page / 1e6,7:F2} MB {best.Floor,11:F0} us {best.Scrape,10:F0} us {best.Scrape / best.Floor,7:F2} {bytes / (double)rounds,12:F1} {kept / (double)series,17:F0}");
    }

    /// <summary>Scrapes for the first time, and tells what stays in memory for it.</summary>
    private static async Task<long> KeptAsync(ScrapeSubject subject, NullPipe pipe)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await subject.ScrapeAsync(pipe, Exposition.Default);
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }
}
