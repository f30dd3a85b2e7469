using System.Diagnostics;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>Scrapes through the ops server over one keep-alive connection: time, and bytes that the whole process allocates for a scrape.</summary>
internal static class ScrapeEndpointBenchmark
{
    private const int Series = 10_000;
    private const int Rounds = 50;
    private const string MeterName = "scrape";

    public static async Task RunAsync()
    {
        var (host, port) = await Subject.StartAsync(builder => builder.AddCloudNativeTelemetry(Configure));
        using (host)
        {
            using var meter = new Meter(MeterName);
            ScrapePlan.Fill(meter, Series);
            Console.WriteLine($"through the ops server, {Series} series:");
            Measure(port, "text", string.Empty);
            Measure(port, "OpenMetrics", "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8\r\n");
            Measure(port, "text, gzip", "Accept-Encoding: gzip\r\n");
            await host.StopAsync();
        }
    }

    private static void Configure(TelemetryOptions options)
    {
        options.Meters.Add(MeterName);

        // The meters of .NET and of the process allocate whenever they are asked.
        options.ExcludedMeters.Add("System.*");
        options.ExcludedMeters.Add("Microsoft.*");
        options.ExcludedMeters.Add("CloudNative.*");
    }

    private static void Measure(int port, string name, string headers)
    {
        using var get = new ChunkedGet(port, "/metrics", headers);
        var best = double.MaxValue;
        var bytes = 0L;
        var size = 0L;
        for (var round = -10; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            size = get.Send();
            if (round >= 0)
            {
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        }

        Console.WriteLine($"  {name,-12} {best,8:F0} us   {size / 1e6:F2} MB   {bytes / (double)Rounds,8:F0} B a scrape");
    }
}
