using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Logs;

/// <summary>Compares log calls through the pipeline with the same calls through the logger factory of .NET, in interleaved rounds.</summary>
internal static class LogBenchmark
{
    private const int Rounds = 60;
    private const int Calls = 20_000;

    public static async Task<int> RunAsync()
    {
        var (host, _) = await Subject.StartAsync(builder =>
        {
            Add(builder.Logging);
            builder.AddCloudNativeTelemetry();
        });
        using (host)
        {
            using var stock = LoggerFactory.Create(Add);
            var plain = stock.CreateLogger("Shop");
            var ours = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop");
            Compare("below the level", plain, ours, static logger => logger.Quiet(7, "north"));
            Compare("plain record", plain, ours, static logger => logger.Plain(7, "north"));
            Compare("plain, extension", plain, ours, static logger => logger.LogInformation("order {Order} from {Region}", 7, "north"));
            Compare("redacted record", plain, ours, static logger => logger.Keyed("north", "1234"));
            await host.StopAsync();
        }

        return 0;
    }

    private static void Add(ILoggingBuilder logging) => logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(new ReadingProvider());

    private static void Compare(string name, ILogger stock, ILogger ours, Action<ILogger> call)
    {
        var best = (Stock: (Nanoseconds: double.MaxValue, Bytes: 0d), Ours: (Nanoseconds: double.MaxValue, Bytes: 0d));
        for (var round = 0; round < Rounds; round++)
        {
            best.Stock = Least(best.Stock, Measure(stock, call));
            best.Ours = Least(best.Ours, Measure(ours, call));
        }

        Console.WriteLine($"{name,-18} stock {best.Stock.Nanoseconds,7:F1} ns {best.Stock.Bytes,6:F1} B   pipeline {best.Ours.Nanoseconds,7:F1} ns {best.Ours.Bytes,6:F1} B   {best.Ours.Bytes - best.Stock.Bytes,6:+0.0;-0.0;0} B");
    }

    private static (double Nanoseconds, double Bytes) Measure(ILogger logger, Action<ILogger> call)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < Calls; number++)
        {
            call(logger);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / Calls, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Calls);
    }

    private static (double Nanoseconds, double Bytes) Least((double Nanoseconds, double Bytes) left, (double Nanoseconds, double Bytes) right) =>
        left.Nanoseconds <= right.Nanoseconds ? left : right;
}
