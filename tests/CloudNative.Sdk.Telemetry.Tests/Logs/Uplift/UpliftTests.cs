using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests.Logs.Uplift;

public sealed class UpliftTests
{
    private const string Header = "X-Log-Level";
    private static readonly string Key = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_signed_request_logs_from_its_level_on_and_no_other_does()
    {
        await using var host = await StartAsync();

        await GetAsync(host, "/work?signed", Signed("Debug", string.Empty));
        await GetAsync(host, "/work?plain", null);

        Assert.Equal(["before /work?signed", "after /work?signed"], DebugTexts(host));
    }

    [Fact]
    public async Task Only_categories_that_begin_with_the_given_one_are_lifted()
    {
        await using var host = await StartAsync();

        await GetAsync(host, "/work?other", Signed("Debug", "Else"));
        await GetAsync(host, "/work?own", Signed("debug", "shop.ORD"));

        Assert.Equal(["before /work?own", "after /work?own"], DebugTexts(host));
    }

    [Fact]
    public async Task Requests_at_the_same_time_do_not_lift_one_another()
    {
        await using var host = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => GetAsync(host, $"/work?{i}", i % 2 == 0 ? Signed("Debug", string.Empty) : null)));

        Assert.Equal(50, DebugTexts(host).Count());
        Assert.All(DebugTexts(host), text => Assert.Equal(0, int.Parse(text.Split('?')[1], CultureInfo.InvariantCulture) % 2));
    }

    [Fact]
    public async Task Work_that_outlives_its_request_is_lifted_no_more()
    {
        await using var host = await StartAsync();

        await GetAsync(host, "/leave", Signed("Debug", string.Empty));
        await GetAsync(host, "/resume", null);
        await Eventually.IsTrueAsync(() => Texts(host).Contains("done"), "the work's end");

        Assert.DoesNotContain("late", Texts(host));
    }

    [Fact]
    public async Task What_is_not_valid_is_ignored_with_one_warning_a_minute()
    {
        await using var host = await StartAsync();
        string?[] invalid =
        [
            string.Empty, ";;;", "Debug", "Debug;;1", new string(';', 600), Signed("Debug", string.Empty).ToUpperInvariant() + "0",
            Signed("Debug", string.Empty, key: new byte[32]), Signed("Debug", string.Empty, TimeSpan.Zero), Signed("Debug", string.Empty, TimeSpan.FromHours(25)),
            Signed("7", string.Empty), Signed("Debug", "Shop").Replace("Shop", string.Empty, StringComparison.Ordinal), Signed("Debug", "a;b"),
        ];
        foreach (var header in invalid)
        {
            await GetAsync(host, "/work", header);
        }

        Assert.Empty(DebugTexts(host));
        Assert.Equal(
            "CNS8443: ignored the header X-Log-Level of 1 request since the last such warning; the latest is malformed. "
            + "Sign it with the key of CloudNative:Telemetry:Logs:Uplift:Key, for a time of at most a day.",
            Assert.Single(host.Logs.WithId(8443)).Replace("request(s)", "request", StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromMinutes(1));
        await GetAsync(host, "/work", Signed("Debug", string.Empty, key: new byte[32]));
        Assert.Contains("of 12 request(s) since the last such warning; the latest is not signed with the key.", host.Logs.WithId(8443).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_over_at_its_time()
    {
        await using var host = await StartAsync();
        var header = Signed("Debug", string.Empty, TimeSpan.FromMinutes(1));

        _time.Advance(TimeSpan.FromSeconds(59));
        await GetAsync(host, "/work?in-time", header);
        _time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync(host, "/work?late", header);

        Assert.Equal(["before /work?in-time", "after /work?in-time"], DebugTexts(host));
        Assert.Contains("the latest is expired", Assert.Single(host.Logs.WithId(8443)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_at_its_time_in_a_request_that_goes_on()
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Uplift:ForwardTo:0", "127.0.0.1"));

        Assert.Equal("nothing", await GetAsync(host, "/call?stream", Signed("Debug", string.Empty, TimeSpan.FromMinutes(1))));

        Assert.Empty(DebugTexts(host));
    }

    [Fact]
    public async Task A_header_that_the_application_has_set_itself_stays_alone()
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Uplift:ForwardTo:0", "127.0.0.1"));

        Assert.Equal("its own", await GetAsync(host, "/call?own", Signed("Debug", string.Empty)));
    }

    [Fact]
    public async Task Without_a_key_the_header_means_nothing()
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Uplift:Key", string.Empty));

        await GetAsync(host, "/work", Signed("Debug", string.Empty));

        Assert.Empty(DebugTexts(host));
        Assert.Empty(host.Logs.WithId(8443));
    }

    [Theory]
    [InlineData("hunter2-hunter2", "15 characters that are not base64")]
    [InlineData("aHVudGVyMg==", "base64 of 7 bytes")]
    public async Task A_weak_key_stops_the_host_and_is_not_shown(string key, string found)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("CloudNative:Telemetry:Logs:Uplift:Key", key)));

        Assert.Equal([$"CloudNative:Telemetry:Logs:Uplift:Key must be base64 of at least 32 bytes, but was {found}."], exception.Failures);
    }

    [Theory]
    [InlineData("*")]
    [InlineData(" ")]
    [InlineData("http://catalog")]
    public async Task The_header_cannot_be_sent_to_everybody(string host)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("CloudNative:Telemetry:Logs:Uplift:ForwardTo:0", host)));

        Assert.Equal([$"CloudNative:Telemetry:Logs:Uplift:ForwardTo must hold host names, as catalog or *.svc.cluster.local, but was '{host}'."], exception.Failures);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("*.0.1", true)]
    [InlineData("catalog", false)]
    [InlineData(null, false)]
    public async Task It_goes_on_to_the_services_named_and_to_no_others(string? forwardTo, bool expected)
    {
        await using var host = await StartAsync(("CloudNative:Telemetry:Logs:Uplift:ForwardTo:0", forwardTo ?? string.Empty));
        var header = Signed("Debug", string.Empty);

        Assert.Equal(expected ? header : "nothing", await GetAsync(host, "/call", header));
        Assert.Equal("nothing", await GetAsync(host, "/call", null));
    }

    [Fact]
    public async Task The_command_of_the_documentation_signs()
    {
        await using var host = await StartAsync();
        var end = _time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds();
        var command = $"""
            text="Debug;Shop;{end}"
            key=$(printf %s '{Key}' | openssl base64 -d -A | od -An -tx1 -v | tr -d ' \n')
            echo "$text;$(printf %s "$text" | openssl dgst -sha256 -mac HMAC -macopt hexkey:"$key" -r | cut -d' ' -f1)"
            """;
        await using var shell = ChildProcess.Start("openssl", "sh", ["-c", command]);
        Assert.SkipUnless(await shell.WaitForExitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken) == 0 && !shell.Output.Contains("not found", StringComparison.Ordinal), "There is no openssl here.");

        await GetAsync(host, "/work?shell", shell.Output.Trim());

        Assert.Equal(["before /work?shell", "after /work?shell"], DebugTexts(host));
    }

    private static IEnumerable<string> Texts(TestHost host) =>
        host.Services.GetServices<ILoggerProvider>().OfType<RecordingProvider>().Single().Entries.Where(entry => entry.Category == "Shop.Orders").Select(entry => entry.Text);

    private static IEnumerable<string> DebugTexts(TestHost host) => Texts(host).Where(text => text.Contains("/work", StringComparison.Ordinal));

    private static async Task<string> GetAsync(TestHost host, string path, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, header);
        }

        using var response = await host.App.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private string Signed(string level, string category, TimeSpan? lifetime = null, byte[]? key = null)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{level};{category};{(_time.GetUtcNow() + (lifetime ?? TimeSpan.FromMinutes(10))).ToUnixTimeSeconds()}");
        return $"{text};{Convert.ToHexStringLower(HMACSHA256.HashData(key ?? Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)))}";
    }

    private Task<TestHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (string, string)[] defaults = [("CloudNative:Telemetry:Logs:Uplift:Key", Key), ("Logging:LogLevel:Default", "Information")];
        return TestHost.Web(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_time);
                builder.Services.AddSingleton<ILoggerProvider, RecordingProvider>();
                builder.Services.AddHttpClient();
                builder.AddCloudNativeTelemetry();
            },
            app =>
            {
                var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Orders");
                app.MapGet("/work", async (HttpRequest request) =>
                {
                    logger.LogDebug("before {Path}", request.Path + request.QueryString);
                    await Task.Yield();
                    logger.LogDebug("after {Path}", request.Path + request.QueryString);
                });
                app.MapGet("/leave", () =>
                {
                    _ = Task.Run(async () =>
                    {
                        await left.Task;
                        logger.LogDebug("late");
                        logger.LogInformation("done");
                    });
                });
                app.MapGet("/resume", left.SetResult);
                app.MapGet("/seen", (HttpRequest request) => request.Headers.TryGetValue(Header, out var seen) ? seen.ToString() : "nothing");
                app.MapGet("/call", (HttpRequest request, IHttpClientFactory clients) =>
                {
                    var client = clients.CreateClient();
                    if (request.Query.ContainsKey("own"))
                    {
                        client.DefaultRequestHeaders.Add(Header, "its own");
                    }

                    if (request.Query.ContainsKey("stream"))
                    {
                        _time.Advance(TimeSpan.FromMinutes(1));
                        logger.LogDebug("late in /work");
                    }

                    return client.GetStringAsync(new Uri(app.Urls.First() + "/seen"));
                });
            },
            [.. defaults.Where(pair => !settings.Any(other => other.Key == pair.Item1)), .. settings]).StartAsync();
    }
}
