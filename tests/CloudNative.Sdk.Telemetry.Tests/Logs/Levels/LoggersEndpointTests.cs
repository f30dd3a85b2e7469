using System.Net;
using System.Text;
using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Levels;

public sealed class LoggersEndpointTests
{
    private const string DebugForTenMinutes = """{"level":"Debug","for":"00:10:00"}""";
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_level_holds_for_its_category_and_all_below_until_its_time_is_over()
    {
        await using var host = await StartAsync();
        var (orders, book, other) = (Logger(host, "Shop.Orders"), Logger(host, "Shop.Orders.Book"), Logger(host, "Shop.Catalog"));

        using var answer = await PostAsync(host, "/loggers/Shop.Orders", DebugForTenMinutes);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(orders.IsEnabled(LogLevel.Debug) && book.IsEnabled(LogLevel.Debug));
        Assert.False(orders.IsEnabled(LogLevel.Trace) || other.IsEnabled(LogLevel.Debug));

        _time.Advance(new TimeSpan(0, 9, 59));
        Assert.True(orders.IsEnabled(LogLevel.Debug));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(orders.IsEnabled(LogLevel.Debug) || book.IsEnabled(LogLevel.Debug));
        Assert.True(orders.IsEnabled(LogLevel.Information));
        Assert.Equal(
            ["CNS8440: the log level of 'Shop.Orders' is Debug until 2030-01-01T00:10:00.0000000+00:00. Set by 127.0.0.1 at /loggers."], host.Logs.WithId(8440));
        Assert.Equal(["CNS8442: the log level of 'Shop.Orders' is as configured again, no longer Debug: its time is over."], host.Logs.WithId(8442));
    }

    [Fact]
    public async Task It_wins_over_rules_for_one_provider_as_if_the_configuration_held_it_for_each()
    {
        await using var host = await StartAsync(
            ("Logging:Recording:LogLevel:Default", "Error"), ("Logging:Recording:LogLevel:Shop.Orders.Book", "Warning"), ("Logging:Off:LogLevel:Default", "None"));
        var (recording, off) = (host.Services.GetServices<ILoggerProvider>().OfType<RecordingProvider>().Single(), new OffProvider());
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(off);
        using var answer = await PostAsync(host, "/loggers/Shop", DebugForTenMinutes);

        Logger(host, "Shop.Orders").LogDebug("seen");
        Logger(host, "Shop.Orders.Book").LogDebug("configured more closely");

        Assert.Equal(["seen"], recording.Entries.Where(entry => entry.Level == LogLevel.Debug).Select(entry => entry.Text));
        Assert.Empty(off.Recording.Entries);
    }

    [Fact]
    public async Task Default_stands_for_all_categories_without_a_level_of_their_own()
    {
        await using var host = await StartAsync(("Logging:LogLevel:Shop.Orders", "Warning"));
        using var answer = await PostAsync(host, "/loggers/default", """{"level":"trace"}""");

        Assert.True(Logger(host, "Anything").IsEnabled(LogLevel.Trace));
        Assert.False(Logger(host, "Shop.Orders").IsEnabled(LogLevel.Information));
    }

    [Fact]
    public async Task Without_a_time_it_holds_for_the_default_time()
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Levels:DefaultDuration", "00:00:30"));
        using var answer = await PostAsync(host, "/loggers/Shop", """{"level":"Debug"}""");

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.True(Logger(host, "Shop").IsEnabled(LogLevel.Debug));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Logger(host, "Shop").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task A_new_level_takes_the_place_of_the_old_one_with_its_own_time()
    {
        await using var host = await StartAsync();
        using var first = await PostAsync(host, "/loggers/Shop", """{"level":"Error","for":"00:01:00"}""");
        using var second = await PostAsync(host, "/loggers/SHOP", """{"level":"Trace","for":"00:02:00"}""");

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Logger(host, "Shop").IsEnabled(LogLevel.Trace));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(Logger(host, "Shop").IsEnabled(LogLevel.Debug));
        Assert.Single(host.Logs.WithId(8442));
    }

    [Fact]
    public async Task Delete_resets_one_or_all()
    {
        await using var host = await StartAsync();
        using var a = await PostAsync(host, "/loggers/A", DebugForTenMinutes);
        using var b = await PostAsync(host, "/loggers/B", DebugForTenMinutes);
        using var c = await PostAsync(host, "/loggers/C", DebugForTenMinutes);

        using var one = await host.Ops.DeleteAsync(new Uri("/loggers/A", UriKind.Relative));
        Assert.False(Logger(host, "A").IsEnabled(LogLevel.Debug));
        Assert.True(Logger(host, "B").IsEnabled(LogLevel.Debug));

        using var all = await host.Ops.DeleteAsync(new Uri("/loggers", UriKind.Relative));
        Assert.False(Logger(host, "B").IsEnabled(LogLevel.Debug) || Logger(host, "C").IsEnabled(LogLevel.Debug));
        Assert.Equal("CNS8441: the log level of 'A' is as configured again, no longer Debug. Reset by 127.0.0.1 at /loggers.", host.Logs.WithId(8441).First());
        Assert.Equal(3, host.Logs.WithId(8441).Count());
    }

    [Fact]
    public async Task Delete_of_an_empty_name_resets_nothing()
    {
        await using var host = await StartAsync();
        using var a = await PostAsync(host, "/loggers/A", DebugForTenMinutes);

        using var refused = await host.Ops.DeleteAsync(new Uri("/loggers//", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(Logger(host, "A").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task A_category_may_have_a_slash()
    {
        await using var host = await StartAsync();
        using var answer = await PostAsync(host, "/loggers/a%2Fb", DebugForTenMinutes);

        Assert.True(Logger(host, "a/b").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public async Task A_name_that_no_logger_has_is_hinted_at()
    {
        await using var host = await StartAsync();
        Logger(host, "Shop.Orders");
        using var known = await PostAsync(host, "/loggers/shop", DebugForTenMinutes);
        using var unknown = await PostAsync(host, "/loggers/Shpo", DebugForTenMinutes);

        Assert.DoesNotContain("hint", await known.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"hint\": \"No logger has this name, or one that begins with it, yet.\"", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_what_holds_what_is_configured_and_what_was_changed()
    {
        await using var host = await StartAsync(("Logging:LogLevel:Shop", "Warning"));
        Logger(host, "Shop.Orders");
        using var answer = await PostAsync(host, "/loggers/Shop.Orders", DebugForTenMinutes);

        var list = JsonDocument.Parse(await host.Ops.GetStringAsync("/loggers")).RootElement;
        Assert.Equal(
            """{"category":"Shop.Orders","level":"Debug","until":"2030-01-01T00:10:00Z","by":"127.0.0.1"}""", JsonSerializer.Serialize(list.GetProperty("overrides")[0]));
        Assert.Equal("""{"effective":"Debug","configured":"Warning"}""", JsonSerializer.Serialize(list.GetProperty("loggers").GetProperty("Shop.Orders")));
        Assert.Equal("""{"effective":"Warning","configured":"Warning"}""", JsonSerializer.Serialize(list.GetProperty("loggers").GetProperty("Shop")));
        Assert.Equal("""{"effective":"Information","configured":"Information"}""", JsonSerializer.Serialize(list.GetProperty("loggers").GetProperty("Default")));
        Assert.Equal(
            """{"category":"Shop.Orders.Book","effective":"Debug","configured":"Warning","providers":{"CapturedLogs":"Debug","Recording":"Debug"},"hint":"No logger has this name, or one that begins with it, yet."}""",
            JsonSerializer.Serialize(JsonDocument.Parse(await host.Ops.GetStringAsync("/loggers/Shop.Orders.Book")).RootElement));
    }

    [Theory]
    [InlineData("/loggers/Shop", "", "The body must be JSON as {\"level\":\"Debug\",\"for\":\"00:10:00\"}.\n")]
    [InlineData("/loggers/Shop", "{", "The body must be JSON as {\"level\":\"Debug\",\"for\":\"00:10:00\"}.\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"\\ud800\"}", "The body must be JSON as {\"level\":\"Debug\",\"for\":\"00:10:00\"}.\n")]
    [InlineData("/loggers/Shop", "[]", "The body must be a JSON object as {\"level\":\"Debug\",\"for\":\"00:10:00\"}.\n")]
    [InlineData("/loggers", DebugForTenMinutes, "The path must name a category, as /loggers/Shop.Orders; /loggers/Default stands for all.\n")]
    [InlineData("/loggers/a*b*", DebugForTenMinutes, "A category must have at most 256 characters, among them no control characters and at most one '*'.\n")]
    [InlineData("/loggers/Shop", "{}", "level must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was not given.\n")]
    [InlineData("/loggers/Shop", "{\"level\":1}", "level must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was 1.\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"1\"}", "level must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was \"1\".\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"Debug\",\"for\":10}", "for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was 10.\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"Debug\",\"for\":\"10\"}", "for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was \"10\".\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"Debug\",\"for\":\"-00:10:00\"}", "for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was \"-00:10:00\".\n")]
    [InlineData("/loggers/Shop", "{\"level\":\"Debug\",\"for\":\"1.00:00:01\"}", "for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was \"1.00:00:01\".\n")]
    [InlineData(
        "/loggers/Shop",
        "{\"levle\":\"Verbose\",\"hugo\":1,\"for\":null}",
        "'levle' is not known. Did you mean 'level'?\n'hugo' is not known. Known are level and for.\n"
        + "level must be one of Trace, Debug, Information, Warning, Error, Critical, None, but was not given.\n"
        + "for must be a duration as 00:10:00, from 00:00:01 to 1.00:00:00 (CloudNative:Telemetry:Logs:Levels:MaxDuration), but was null.\n")]
    public async Task Bad_input_is_400_with_every_fault_and_changes_nothing(string path, string body, string expected)
    {
        await using var host = await StartAsync();
        using var answer = await PostAsync(host, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal("[]", JsonDocument.Parse(await host.Ops.GetStringAsync("/loggers")).RootElement.GetProperty("overrides").GetRawText());
    }

    [Fact]
    public async Task Both_bounds_of_the_time_are_accepted()
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Levels:MaxDuration", "7.00:00:00"));
        using var shortest = await PostAsync(host, "/loggers/A", """{"level":"Debug","for":"00:00:01"}""");
        using var longest = await PostAsync(host, "/loggers/B", """{"level":"Debug","for":"7.00:00:00"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (shortest.StatusCode, longest.StatusCode));
    }

    [Fact]
    public async Task A_body_beyond_4_KiB_is_refused()
    {
        await using var host = await StartAsync();
        using var answer = await PostAsync(host, "/loggers/Shop", DebugForTenMinutes + new string(' ', 4096));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_number_of_changed_levels_is_bounded()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 100; i++)
        {
            using var accepted = await PostAsync(host, $"/loggers/C{i}", DebugForTenMinutes);
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        }

        using var refused = await PostAsync(host, "/loggers/C100", DebugForTenMinutes);
        using var replaced = await PostAsync(host, "/loggers/C99", DebugForTenMinutes);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (refused.StatusCode, replaced.StatusCode));
        Assert.Equal("100 levels are changed already. Reset some: DELETE /loggers/{category}.\n", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task In_production_levels_can_only_be_read()
    {
        await using var host = await StartAsync(("CloudNative:Ops:AllowChanges", "false"));
        using var answer = await PostAsync(host, "/loggers/Shop", DebugForTenMinutes);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync(new Uri("/loggers", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_change_of_the_configuration_keeps_the_changed_levels()
    {
        await using var host = await StartAsync();
        using var answer = await PostAsync(host, "/loggers/Shop", DebugForTenMinutes);
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        configuration["Logging:LogLevel:Default"] = "Error";
        configuration.Reload();

        Assert.True(Logger(host, "Shop").IsEnabled(LogLevel.Debug));
        Assert.False(Logger(host, "Other").IsEnabled(LogLevel.Warning));
    }

    private static ILogger Logger(TestHost host, string category) => host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

    private static Task<HttpResponseMessage> PostAsync(TestHost host, string path, string body) =>
        host.Ops.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<TestHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var all = settings.Prepend(("CloudNative:Ops:AllowChanges", "true")).GroupBy(pair => pair.Item1).Select(group => group.Last());
        return TestHost.Web(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Services.AddSingleton<ILoggerProvider, RecordingProvider>();
                builder.AddCloudNativeTelemetry();
            },
            null,
            [.. all]).StartAsync();
    }

    [ProviderAlias("Off")]
    private sealed class OffProvider : ILoggerProvider
    {
        public RecordingProvider Recording { get; } = new();

        public ILogger CreateLogger(string categoryName) => Recording.CreateLogger(categoryName);

        public void Dispose() => Recording.Dispose();
    }
}
