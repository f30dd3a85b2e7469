using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Pipeline;

public sealed class LogUpliftTests
{
    [Fact]
    public async Task An_uplift_lowers_the_level_for_its_own_flow_only()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);
        var logger = logging.Factory.CreateLogger("Shop");
        using (logger.BeginScope("scope"))
        {
            await Task.Run(async () =>
            {
                using var uplift = logging.Uplift.Begin(LogLevel.Debug);
                await Task.Yield();
                logger.LogDebug("inside");
                logger.LogTrace("below");
                logger.LogError("both");
            });
            using var other = logging.Uplift.Begin(LogLevel.Critical);
            logger.LogDebug("outside");
        }

        Assert.Equal(["inside", "both"], logging.Sink.Entries.Select(entry => entry.Text));
        Assert.All(logging.Sink.Entries, entry => Assert.Contains("scope", entry.Scopes));
    }

    [Fact]
    public void A_level_within_an_uplift_is_enabled()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);
        var logger = logging.Factory.CreateLogger("Shop");
        var uplift = logging.Uplift.Begin(LogLevel.Debug);

        Assert.True(logger.IsEnabled(LogLevel.Debug));
        Assert.False(logger.IsEnabled(LogLevel.Trace));

        uplift.Dispose();
        uplift.Dispose();
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.False(logging.Uplift.IsActive);
    }

    [Fact]
    public void Work_that_outlives_the_uplift_is_no_longer_uplifted()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);
        var logger = logging.Factory.CreateLogger("Shop");
        var uplift = logging.Uplift.Begin(LogLevel.Debug);
        var outliving = ExecutionContext.Capture()!;
        uplift.Dispose();
        using var another = logging.Uplift.Begin(LogLevel.Critical);

        ExecutionContext.Run(outliving, _ => logger.LogDebug("late"), null);

        Assert.Empty(logging.Sink.Entries);
    }

    [Fact]
    public void An_uplift_ends_at_its_time_though_its_request_goes_on()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);
        var logger = logging.Factory.CreateLogger("Shop");
        using var uplift = logging.Uplift.Begin(LogLevel.Debug, end: logging.Time.GetUtcNow().AddMinutes(1));

        logger.LogDebug("in time");
        logging.Time.Advance(TimeSpan.FromMinutes(1));
        logger.LogDebug("late");

        Assert.Equal("in time", Assert.Single(logging.Sink.Entries).Text);
    }

    [Fact]
    public void What_is_switched_off_stays_off()
    {
        using var logging = new Logging(settings: [("Recording:LogLevel:Shop.Noise", "None")]);
        using var uplift = logging.Uplift.Begin(LogLevel.Trace);

        logging.Factory.CreateLogger("Shop.Noise").LogCritical("noise");
        logging.Factory.CreateLogger("Shop").LogTrace("heard");

        Assert.Equal("heard", Assert.Single(logging.Sink.Entries).Text);
    }

    [Fact]
    public void A_provider_added_later_takes_part()
    {
        using var logging = new Logging(settings: [("LogLevel:Default", "Warning")]);
        using var uplift = logging.Uplift.Begin(LogLevel.Trace);
        logging.Factory.CreateLogger("Shop").LogTrace("first");
        var late = new RecordingProvider();
        logging.Factory.AddProvider(late);

        logging.Factory.CreateLogger("Shop").LogTrace("second");

        Assert.Equal("second", Assert.Single(late.Entries).Text);
    }
}
