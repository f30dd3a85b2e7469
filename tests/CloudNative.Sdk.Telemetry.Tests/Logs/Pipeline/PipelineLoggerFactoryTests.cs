using System.Diagnostics;
using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Pipeline;

public sealed class PipelineLoggerFactoryTests
{
    [Fact]
    public void Providers_get_what_the_stock_factory_gives_them()
    {
        var ours = LogAll(new Logging());
        var stock = LogAll(new Logging(isStock: true));

        Assert.Equal(stock.Select(entry => entry.ToString()), ours.Select(entry => entry.ToString()));
        Assert.Equal(7, ours.Count);
    }

    [Fact]
    public void The_factory_is_ours_and_gives_one_logger_a_category()
    {
        using var logging = new Logging();

        Assert.IsType<PipelineLoggerFactory>(logging.Factory);
        Assert.Same(logging.Factory.CreateLogger("Shop"), logging.Factory.CreateLogger("Shop"));
        Assert.NotSame(logging.Factory.CreateLogger("Shop"), logging.Factory.CreateLogger("shop"));
    }

    [Fact]
    public void A_logger_of_a_type_has_the_name_of_the_type()
    {
        using var logging = new Logging();

        logging.Services.GetRequiredService<ILogger<Dictionary<string, Logging>>>().LogInformation("hello");

        Assert.Equal("System.Collections.Generic.Dictionary", Assert.Single(logging.Sink.Entries).Category);
    }

    [Fact]
    public void Filters_apply_by_category_and_provider_and_follow_the_configuration()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning"), ("LogLevel:Shop.Cart", "Debug"), ("Recording:LogLevel:Shop.Noise", "None")]);
        var cart = logging.Factory.CreateLogger("Shop.Cart");
        var noise = logging.Factory.CreateLogger("Shop.Noise");

        Assert.True(cart.IsEnabled(LogLevel.Debug));
        Assert.False(cart.IsEnabled(LogLevel.Trace));
        Assert.False(noise.IsEnabled(LogLevel.Critical));
        Assert.False(logging.Factory.CreateLogger("Other").IsEnabled(LogLevel.Information));

        logging.Set("LogLevel:Shop.Cart", "Error");
        Assert.False(cart.IsEnabled(LogLevel.Warning));
        Assert.True(cart.IsEnabled(LogLevel.Error));
    }

    [Fact]
    public void A_record_below_the_level_reaches_nobody()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);

        logging.Factory.CreateLogger("Shop").LogInformation("quiet");

        Assert.Empty(logging.Sink.Entries);
    }

    [Fact]
    public void A_provider_added_later_gets_the_records_of_loggers_that_are_there_already()
    {
        using var logging = new Logging();
        var logger = logging.Factory.CreateLogger("Shop");
        var late = new RecordingProvider();

        logging.Factory.AddProvider(late);
        logger.LogInformation("hello");

        Assert.Equal("hello", Assert.Single(late.Entries).Text);
    }

    [Fact]
    public void Disposal_reaches_added_providers_once_and_ends_the_making_of_loggers()
    {
        var logging = new Logging();
        var late = new RecordingProvider();
        logging.Factory.AddProvider(late);
        _ = logging.Factory.CreateLogger("Shop");

        logging.Dispose();

        Assert.Equal(1, late.Disposals);
        Assert.Equal(1, logging.Sink.Disposals);
        Assert.Throws<ObjectDisposedException>(() => logging.Factory.CreateLogger("Shop"));
    }

    [Fact]
    public async Task A_host_warns_once_that_another_factory_is_in_place()
    {
        await using var replaced = TestHost.Worker(builder =>
        {
            builder.AddCloudNativeTelemetry();
            builder.Services.AddSingleton<ILoggerFactory, LoggerFactory>();
        });
        await replaced.StartAsync();
        await using var ours = TestHost.Worker(builder => builder.AddCloudNativeTelemetry());
        await ours.StartAsync();

        Assert.StartsWith("CNS8430: the service logs through 'Microsoft.Extensions.Logging.LoggerFactory', so", Assert.Single(replaced.Logs.WithId(8430)), StringComparison.Ordinal);
        Assert.Empty(ours.Logs.WithId(8430));
    }

    private static IReadOnlyList<RecordedEntry> LogAll(Logging logging)
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).SetParentId("00-0123456789abcdef0123456789abcdef-0123456789abcdef-01").Start();
        activity.AddBaggage("tenant", "7");
        var logger = logging.Factory.CreateLogger("Shop");
        logger.LogInformation("plain");
        logger.LogWarning(new EventId(7, "Seven"), new InvalidOperationException("broken"), "cart {Id,6:D3} of {Owner}", 7, null);
        using (logger.BeginScope("text scope"))
        using (logger.BeginScope("order {Order}", 42))
        using (logger.BeginScope(new Dictionary<string, object?> { ["Region"] = "north" }))
        {
            logger.LogError("lists {Items} and {Item}", new[] { 1, 2 }, "x");
        }

        logger.Log(LogLevel.Critical, 3, "a text", null, (state, _) => state + "!");
        logger.Log<object?>(LogLevel.Information, 4, null, null, (_, _) => "no state");
        logger.Log(LogLevel.Information, 5, new Uri("http://shop/"), null, (state, _) => state.Host);
        logger.LogInformation("braces {{kept}} {A}{A}", 1, 2);
        logging.Dispose();
        return logging.Sink.Entries;
    }
}
