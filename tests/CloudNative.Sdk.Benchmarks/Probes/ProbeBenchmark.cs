using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Benchmarks.Probes;

/// <summary>Compares a readiness probe over ten checks with a plain GET, on one server, in interleaved rounds.</summary>
internal static class ProbeBenchmark
{
    private const int Rounds = 40;
    private const int Requests = 2_000;

    public static async Task<int> RunAsync()
    {
        var (host, port) = await Subject.StartAsync(builder =>
        {
            builder.AddCloudNativeHealth().Services.AddCloudNativeOpsEndpoint<PlainEndpoint>();
            var checks = builder.Services.AddHealthChecks();
            for (var i = 0; i < 10; i++)
            {
                checks.AddCheck(string.Create(CultureInfo.InvariantCulture, $"check{i}"), () => HealthCheckResult.Healthy());
            }
        });
        using (host)
        {
            using var plain = new KeepAliveGet(port, "/plain");
            using var probe = new KeepAliveGet(port, "/healthz/ready");
            await UntilReadyAsync(probe);
            var best = (Plain: (Nanoseconds: double.MaxValue, Bytes: 0d), Probe: (Nanoseconds: double.MaxValue, Bytes: 0d));
            for (var round = 0; round < Rounds; round++)
            {
                best.Plain = Least(best.Plain, Measure(plain));
                best.Probe = Least(best.Probe, Measure(probe));
            }

            Console.WriteLine($"plain GET   {best.Plain.Nanoseconds,8:F0} ns  {best.Plain.Bytes,8:F1} B");
            Console.WriteLine($"probe       {best.Probe.Nanoseconds,8:F0} ns  {best.Probe.Bytes,8:F1} B");
            Console.WriteLine($"ratio       {best.Probe.Nanoseconds / best.Plain.Nanoseconds,8:F3}     {best.Probe.Bytes - best.Plain.Bytes,8:+0.0;-0.0} B   (at most 1.15, +200 B)");
            await host.StopAsync();
        }

        return 0;
    }

    private static async Task UntilReadyAsync(KeepAliveGet probe)
    {
        while (probe.Send() != 200)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static (double Nanoseconds, double Bytes) Measure(KeepAliveGet get)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Requests; i++)
        {
            get.Send();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / Requests, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)Requests);
    }

    private static (double Nanoseconds, double Bytes) Least((double Nanoseconds, double Bytes) left, (double Nanoseconds, double Bytes) right) =>
        left.Nanoseconds <= right.Nanoseconds ? left : right;
}
