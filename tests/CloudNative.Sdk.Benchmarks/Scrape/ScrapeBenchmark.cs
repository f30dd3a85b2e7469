using System.Diagnostics;
using System.Globalization;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>Compares a scrape, from the collection to the last byte handed over, with the floor, in interleaved rounds.</summary>
internal static class ScrapeBenchmark
{
    private const int Huge = 1_000_000;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];
    private static readonly Exposition OpenMetrics = new(TextFormat.OpenMetrics100, NameEscaping.AllowUtf8);

    public static async Task<int> RunAsync(string[] sizes)
    {
        Console.WriteLine("series      page          floor        scrape   ratio   OpenMetrics   ratio   B a scrape   B kept a series   first bytes");
        foreach (var size in sizes is [] ? Sizes : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))])
        {
            await RunAsync(size, rounds: Math.Max(3, 2_000_000 / size));
        }

        if (sizes is [])
        {
            await RunHugeAsync();
            await ScrapeEndpointBenchmark.RunAsync();
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
        var best = (Floor: double.MaxValue, Scrape: double.MaxValue, OpenMetrics: double.MaxValue, First: double.MaxValue);
        var firstBytes = 0L;
        var bytes = 0L;
        for (var round = -rounds / 4; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await floor.WriteAsync(pipe);
            var floorTime = Stopwatch.GetElapsedTime(start).TotalMicroseconds;

            var before = GC.GetTotalAllocatedBytes(precise: true);
            pipe.Reset();
            start = Stopwatch.GetTimestamp();
            await subject.ScrapeAsync(pipe, Exposition.Default);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            var first = Stopwatch.GetElapsedTime(start, pipe.FirstSent).TotalMicroseconds;
            firstBytes = pipe.FirstBytes;

            start = Stopwatch.GetTimestamp();
            await subject.ScrapeAsync(pipe, OpenMetrics);
            var openMetricsTime = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (round >= 0)
            {
                bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
                best = (Math.Min(best.Floor, floorTime), Math.Min(best.Scrape, time), Math.Min(best.OpenMetrics, openMetricsTime), Math.Min(best.First, first));
            }
        }

        Console.WriteLine(
            $"{series,7} {page / 1e6,7:F2} MB {best.Floor,11:F0} us {best.Scrape,10:F0} us {best.Scrape / best.Floor,7:F2} {best.OpenMetrics,10:F0} us {best.OpenMetrics / best.Floor,7:F2}"
            + $" {bytes / (2.0 * rounds),12:F1} {kept / (double)series,17:F0}   {firstBytes:N0} B after {best.First:F0} us");
    }

    /// <summary>Scrapes a million series once cold and twice warm.</summary>
    private static async Task RunHugeAsync()
    {
        using var subject = new ScrapeSubject(Huge);
        var pipe = new NullPipe();
        var kept = await KeptAsync(subject, pipe);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        pipe.Reset();
        await subject.ScrapeAsync(pipe, Exposition.Default);
        Console.WriteLine(
            $"{Huge,7} {pipe.Bytes / 1e6,7:F2} MB in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, {GC.GetTotalAllocatedBytes(precise: true) - bytes} B allocated, "
            + $"{kept / (double)Huge:F0} B kept a series");
    }

    /// <summary>Scrapes for the first time, and tells what stays in memory for it beyond OpenTelemetry's own.</summary>
    private static async Task<long> KeptAsync(ScrapeSubject subject, NullPipe pipe)
    {
        subject.CollectWithoutUs();
        var before = Settled();
        await subject.ScrapeAsync(pipe, Exposition.Default);
        return Settled() - before;
    }

    private static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
