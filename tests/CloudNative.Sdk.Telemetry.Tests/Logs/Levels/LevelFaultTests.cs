using CloudNative.Sdk.Telemetry.Logs.Levels;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Levels;

/// <summary>The clock runs the timers on the thread of the test, so what a timer lets out fails the test; in a service it would end the process.</summary>
public sealed class LevelFaultTests : IDisposable
{
    private const string Caller = "somebody";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _time = new();
    private readonly FailingProvider _provider = new();

    [Fact]
    public async Task A_level_ends_and_others_can_be_set_while_the_configuration_is_broken()
    {
        await using var host = Build();
        var (overrides, logger) = (Overrides(host), Logger(host));
        overrides.TrySet("Shop", LogLevel.Debug, Minute, Caller);
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Logging:LogLevel:Default"] = "Informaton";
        configuration.Reload();

        _time.Advance(Minute);
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.True(logger.IsEnabled(LogLevel.Information));
        Assert.Contains("CNS8444: the log filters of the configuration cannot be read; the last good ones stay in force. Correct the section Logging.", host.Logs.WithId(8444));

        overrides.TrySet("Shop", LogLevel.Trace, Minute, Caller);
        Assert.True(logger.IsEnabled(LogLevel.Trace));

        configuration["Logging:LogLevel:Default"] = "Error";
        configuration.Reload();
        overrides.Reset(null, Caller);
        Assert.False(logger.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public async Task A_provider_that_fails_stops_neither_the_change_nor_the_end_of_a_level()
    {
        await using var host = Build();
        var (overrides, logger) = (Overrides(host), Logger(host));
        _provider.IsFailing = true;

        Assert.True(overrides.TrySet("Shop", LogLevel.Debug, Minute, Caller));
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        _time.Advance(Minute);

        Assert.False(logger.IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task A_listener_that_fails_is_told_and_stops_neither()
    {
        await using var host = Build();
        var (overrides, logger) = (Overrides(host), Logger(host));
        using var listening = host.Services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>().OnChange((_, _) => throw new FormatException("listener"));

        overrides.TrySet("Shop", LogLevel.Debug, Minute, Caller);
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        _time.Advance(Minute);

        Assert.False(logger.IsEnabled(LogLevel.Debug));
        Assert.Equal(2, host.Logs.WithId(8445).Count());
    }

    [Fact]
    public async Task Levels_changed_at_the_same_time_all_hold()
    {
        await using var host = Build();
        var overrides = Overrides(host);
        var categories = new[] { "A", "B", "C", "D" };
        var loggers = categories.Select(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger).ToArray();

        for (var round = 0; round < 500; round++)
        {
            await Task.WhenAll(categories.Select(category => Task.Run(() => overrides.TrySet(category, LogLevel.Debug, Minute, Caller))));
            Assert.All(loggers, logger => Assert.True(logger.IsEnabled(LogLevel.Debug)));

            await Task.WhenAll(categories.Select(category => Task.Run(() => overrides.Reset(category, Caller))));
            Assert.All(loggers, logger => Assert.False(logger.IsEnabled(LogLevel.Debug)));
        }
    }

    public void Dispose() => _provider.Dispose();

    private static LevelOverrides Overrides(TestHost host) => host.Services.GetRequiredService<LevelOverrides>();

    private static ILogger Logger(TestHost host) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Orders");

    private TestHost Build() => TestHost.Worker(builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddProvider(_provider);
        builder.AddCloudNativeTelemetry();
    });
}
