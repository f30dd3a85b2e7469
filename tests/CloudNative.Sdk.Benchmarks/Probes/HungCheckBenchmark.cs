using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Benchmarks.Probes;

/// <summary>A check that never ends and ignores its token, with a limit of 200 ms: how soon readiness says so, and how soon probes answer all the while.</summary>
internal static class HungCheckBenchmark
{
    private const int Rounds = 20;

    public static async Task<int> RunAsync()
    {
        var verdicts = new List<double>();
        var probes = new List<double>();
        for (var round = -1; round < Rounds; round++)
        {
            var hang = new TaskCompletionSource<HealthCheckResult>();
            var hung = new Stopwatch();
            var (host, port) = await Subject.StartAsync(builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddAsyncCheck(
                "hung",
                () => hung.IsRunning ? hang.Task : StartHanging(hung, hang),
                timeout: TimeSpan.FromMilliseconds(200)));
            using (host)
            {
                using var live = new KeepAliveGet(port, "/healthz/live");
                var reading = host.Services.GetRequiredService<HealthCheckService>();
                while (!hung.IsRunning)
                {
                    await Task.Yield();
                }

                // The verdict is in memory as soon as a reader of the framework gets the first result.
                var verdict = reading.CheckHealthAsync();
                while (!verdict.IsCompleted)
                {
                    var start = Stopwatch.GetTimestamp();
                    live.Send();
                    probes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                verdicts.Add(hung.Elapsed.TotalMilliseconds);
                if (round < 0)
                {
                    // The first host pays for compilation.
                    probes.Clear();
                    verdicts.Clear();
                }

                await host.StopAsync();
            }
        }

        Console.WriteLine($"verdict after   median {Median(verdicts):F1} ms, greatest {verdicts.Max():F1} ms of {Rounds} rounds   (limit 200 ms; at most 250)");
        probes.Sort();
        Console.WriteLine($"probes meanwhile {probes.Count}: median {Median(probes):F3} ms, 99.9% {probes[(int)(probes.Count * 0.999)]:F3} ms, greatest {probes[^1]:F3} ms   (at most 5)");
        return 0;
    }

    private static Task<HealthCheckResult> StartHanging(Stopwatch hung, TaskCompletionSource<HealthCheckResult> hang)
    {
        hung.Start();
        return hang.Task;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
