using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using CloudNative.Sdk.Telemetry.Logs.Volume;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Volume;

public sealed class LogVolumeTests
{
    [Fact]
    public void Records_are_counted_by_level_and_category_where_the_level_is_enabled()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Information")]);
        using var counts = Counts(logging, "log.messages");
        var shop = logging.Factory.CreateLogger("Shop");

        shop.LogError("a");
        shop.LogError("b");
        shop.LogDebug("c");
        logging.Factory.CreateLogger("Cart").LogInformation("d");

        Assert.Equal(new Dictionary<string, long> { ["category=Shop level=error"] = 2, ["category=Cart level=information"] = 1 }, counts.Sums);
    }

    [Fact]
    public void Categories_beyond_the_limit_are_counted_together()
    {
        using var logging = new Logging();
        using var counts = Counts(logging, "log.messages");

        for (var number = 0; number < LogMetrics.MaxCategories + 5; number++)
        {
            logging.Factory.CreateLogger("C" + number.ToString(CultureInfo.InvariantCulture)).LogInformation("a");
        }

        Assert.Equal(LogMetrics.MaxCategories + 1, counts.Sums.Count);
        Assert.Equal(5, counts.Sums["category=other level=information"]);
    }

    [Fact]
    public void A_share_of_the_records_up_to_a_level_is_kept()
    {
        using var logging = Limited(("Sampling:noise:Category", "Shop.*"), ("Sampling:noise:Ratio", "0.25"));
        using var dropped = Counts(logging, "log.messages.dropped");
        var logger = logging.Factory.CreateLogger("Shop.Cart");

        for (var number = 0; number < 4_000; number++)
        {
            logger.LogInformation("a");
        }

        logger.LogWarning("kept");
        logging.Factory.CreateLogger("Other").LogInformation("kept");

        var kept = logging.Sink.Entries.Count - 2;
        Assert.InRange(kept, 800, 1_200);
        Assert.Equal(new Dictionary<string, long> { ["category=Shop.Cart level=information reason=sampling"] = 4_000 - kept }, dropped.Sums);
    }

    [Fact]
    public void A_trace_keeps_all_its_records_or_none()
    {
        using var logging = Limited(("Sampling:all:Ratio", "0.5"));
        var logger = logging.Factory.CreateLogger("Shop");
        for (var trace = 0; trace < 200; trace++)
        {
            using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
            for (var record = 0; record < 5; record++)
            {
                logger.LogInformation("{Trace}", trace);
            }
        }

        var traces = logging.Sink.Entries.GroupBy(entry => entry.Text).ToArray();
        Assert.All(traces, trace => Assert.Equal(5, trace.Count()));
        Assert.InRange(traces.Length, 60, 140);
    }

    [Theory]
    [InlineData("00000000000000000000000000000001", 0.001, true)]
    [InlineData("3fffffffffffffff0000000000000000", 0.5, true)]
    [InlineData("40000000000000010000000000000000", 0.5, false)]
    [InlineData("8000000000000000ffffffffffffffff", 0.999, false)]
    [InlineData("8000000000000000ffffffffffffffff", 1, true)]
    [InlineData("00000000000000000000000000000001", 0, false)]
    public void The_trace_id_decides_as_in_the_ratio_sampler_of_OpenTelemetry(string traceId, double ratio, bool isKept)
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).SetParentId($"00-{traceId}-0123456789abcdef-00").Start();

        Assert.Equal(isKept, new TraceShare(ratio).Keeps(activity));
    }

    [Fact]
    public void A_category_gets_a_burst_and_then_so_many_a_second()
    {
        using var logging = Limited(("RateLimits:all:PerSecond", "2"), ("RateLimits:all:Burst", "3"));
        using var dropped = Counts(logging, "log.messages.dropped");
        var logger = logging.Factory.CreateLogger("Shop");
        int Log(int count)
        {
            var before = logging.Sink.Entries.Count;
            for (var number = 0; number < count; number++)
            {
                logger.LogInformation("a");
            }

            return logging.Sink.Entries.Count - before;
        }

        Assert.Equal(3, Log(10));
        logging.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Log(10));
        logging.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Log(10));
        Assert.Equal(22, dropped.Sums["category=Shop level=information reason=rate_limit"]);
    }

    [Fact]
    public void Warnings_are_exempt_unless_they_are_named_and_categories_do_not_share()
    {
        using var logging = Limited(("RateLimits:a:PerSecond", "1"), ("RateLimits:b:PerSecond", "1"), ("RateLimits:b:Category", "Loud.*"), ("RateLimits:b:MaxLevel", "Critical"));

        foreach (var category in new[] { "Shop", "Cart", "Loud.One" })
        {
            var logger = logging.Factory.CreateLogger(category);
            logger.LogWarning("w");
            logger.LogWarning("w");
            logger.LogInformation("i");
            logger.LogInformation("i");
        }

        Assert.Equal(["Shop w", "Shop w", "Shop i", "Cart w", "Cart w", "Cart i", "Loud.One w"], logging.Sink.Entries.Select(entry => $"{entry.Category} {entry.Text}"));
    }

    [Fact]
    public void The_longest_pattern_counts()
    {
        using var logging = Limited(("Sampling:a:Ratio", "0"), ("Sampling:b:Category", "shop.*"), ("Sampling:b:Ratio", "1"));

        logging.Factory.CreateLogger("Shop.Cart").LogInformation("kept");
        logging.Factory.CreateLogger("Other").LogInformation("dropped");

        Assert.Equal("kept", Assert.Single(logging.Sink.Entries).Text);
    }

    [Fact]
    public void What_was_left_out_is_summed_up_once_a_minute()
    {
        using var logging = Limited(("Sampling:none:Ratio", "0"), ("Sampling:none:MaxLevel", "Debug"), ("RateLimits:all:PerSecond", "0.01"));
        var logger = logging.Factory.CreateLogger("Shop");
        logger.LogDebug("sampled");
        logger.LogInformation("kept");
        logger.LogInformation("limited");
        logger.LogInformation("limited");

        logging.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("kept", Assert.Single(logging.Sink.Entries).Text);
        logging.Time.Advance(TimeSpan.FromSeconds(1));
        logging.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(2, logging.Sink.Entries.Count);
        var summary = logging.Sink.Entries[1];
        Assert.Equal(("Shop", LogLevel.Warning, 8432), (summary.Category, summary.Level, summary.Id.Id));
        Assert.Equal("CNS8432: 3 records of 'Shop' were left out within a minute: 1 by sampling, 2 by the rate limit.", summary.Text);
    }

    [Fact]
    public void The_summary_belongs_to_nobody_whose_record_was_left_out()
    {
        using var logging = Limited(("Sampling:none:Ratio", "0"));
        var request = new AsyncLocal<string?>();
        string? seen = "none yet";
        using var provider = new WatchingProvider(() => seen = request.Value);
        logging.Factory.AddProvider(provider);

        request.Value = "a stranger's request";
        logging.Factory.CreateLogger("Shop").LogInformation("left out");
        request.Value = null;
        logging.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(seen);
    }

    [Fact]
    public void A_provider_that_fails_lets_nothing_out_of_the_timer_of_the_summary()
    {
        using var provider = new FailingProvider();
        using var logging = new Logging(
            settings: [("CloudNative:Telemetry:Logs:Sampling:none:Ratio", "0")], add: builder => builder.Services.AddSingleton<ILoggerProvider>(provider));
        var logger = logging.Factory.CreateLogger("Shop");
        logger.LogInformation("left out");
        provider.IsFailing = true;

        logging.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(logging.Sink.Entries);

        logger.LogInformation("left out");
        logging.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, logging.Sink.Entries.Count);
    }

    [Fact]
    public void After_the_service_nothing_is_summed_up()
    {
        var logging = Limited(("Sampling:none:Ratio", "0"));
        var logger = logging.Factory.CreateLogger("Shop");
        logger.LogInformation("left out");
        logging.Dispose();
        logger.LogInformation("left out");

        logging.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(logging.Sink.Entries);
    }

    [Fact]
    public void A_record_that_an_uplift_asked_for_is_never_left_out()
    {
        using var logging = Limited(("Sampling:none:Ratio", "0"));
        using var uplift = logging.Uplift.Begin(LogLevel.Debug);

        logging.Factory.CreateLogger("Shop").LogInformation("asked for");

        Assert.Equal("asked for", Assert.Single(logging.Sink.Entries).Text);
    }

    private static MeasuredCounts Counts(Logging logging, string instrument) => new(logging.Services.GetRequiredService<IMeterFactory>(), instrument);

    private static Logging Limited(params (string Key, string Value)[] settings) => new(
        settings: [("LogLevel:Default", "Trace"), .. settings.Select(setting => ("CloudNative:Telemetry:Logs:" + setting.Key, setting.Value))]);

    private sealed class WatchingProvider(Action log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => log();

        public void Dispose()
        {
        }
    }
}
