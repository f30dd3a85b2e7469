using System.Diagnostics;
using System.Globalization;
using CloudNative.Sdk.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace CloudNative.Sdk.Benchmarks.Logs;

/// <summary>Compares one structured JSON line of the whole log pipeline with one of .NET's own JSON console, in interleaved rounds on one thread.</summary>
internal static partial class JsonLineBenchmark
{
    private const int Rounds = 20;
    private const int Lines = 20_000;

    public static async Task<int> RunAsync()
    {
        var (host, _) = await Subject.StartAsync(builder =>
        {
            builder.AddCloudNativeTelemetry();
            builder.Services.AddSingleton<ILoggerProvider>(services => new LineProvider(services.GetServices<ConsoleFormatter>().Single()));
        });
        using (host)
        {
            await using var stock = StockServices();
            Compare("a line", host.Services, stock, static logger => OrderPlaced(logger, 7, "Espresso beans, 1 kg", 18.9));
            Compare("a line with personal data, which ours redacts", host.Services, stock, static logger => OrderShipped(logger, 7, "ada@example.org", 18.9));
            await host.StopAsync();
        }

        return 0;
    }

    private static void Compare(string name, IServiceProvider own, IServiceProvider stock, Action<ILogger> log)
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var best = (Own: (Nanoseconds: double.MaxValue, Bytes: 0d), Stock: (Nanoseconds: double.MaxValue, Bytes: 0d));
        for (var round = 0; round < Rounds; round++)
        {
            best.Own = Least(best.Own, Measure(Logger(own), log));
            best.Stock = Least(best.Stock, Measure(Logger(stock), log));
        }

        Console.WriteLine(name);
        Print(".NET's JSON console", best.Stock, Provider(stock).LastLine);
        Print("ours", best.Own, Provider(own).LastLine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratio                {best.Own.Nanoseconds / best.Stock.Nanoseconds,8:F3}     {best.Own.Bytes - best.Stock.Bytes,8:+0.0;-0.0} B   (at most +0 B)\n"));
    }

    /// <summary>The JSON console as a service would use it: with scopes and a time in UTC.</summary>
    private static ServiceProvider StockServices()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.AddJsonConsole(options =>
            {
                options.IncludeScopes = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "O";
            });
            logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.SpanId | ActivityTrackingOptions.TraceId | ActivityTrackingOptions.ParentId);
            logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None);
        });
        services.AddSingleton<ILoggerProvider>(provider =>
            new LineProvider(provider.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == ConsoleFormatterNames.Json)));
        return services.BuildServiceProvider();
    }

    private static LineProvider Provider(IServiceProvider services) => services.GetServices<ILoggerProvider>().OfType<LineProvider>().Single();

    private static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Orders.OrderBook");

    private static (double Nanoseconds, double Bytes) Measure(ILogger logger, Action<ILogger> log)
    {
        using var scope = logger.BeginScope(new Dictionary<string, object?> { ["RequestPath"] = "/orders", ["RequestId"] = "0HNQ7JI6P5VTU:00000001" });
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Lines; i++)
        {
            log(logger);
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.TotalNanoseconds / Lines, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)Lines);
    }

    private static void Print(string name, (double Nanoseconds, double Bytes) measured, string line) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name,-20} {measured.Nanoseconds,8:F0} ns  {measured.Bytes,8:F1} B   {line.Length} characters\n  {line.TrimEnd()}"));

    private static (double Nanoseconds, double Bytes) Least((double Nanoseconds, double Bytes) left, (double Nanoseconds, double Bytes) right) =>
        left.Nanoseconds <= right.Nanoseconds ? left : right;

    [LoggerMessage(12, LogLevel.Information, "Order {Id} of {Product} for {Price} placed")]
    private static partial void OrderPlaced(ILogger logger, int id, string product, double price);

    [LoggerMessage(13, LogLevel.Information, "Order {Id} of {Customer} for {Price} shipped")]
    private static partial void OrderShipped(ILogger logger, int id, [PersonalData] string customer, double price);
}
