using CloudNative.Sdk.Telemetry.Requests;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Telemetry.Tests.Requests;

public sealed class RequestHistoryTests
{
    private readonly FakeTimeProvider _time = new();
    private int _asked;

    [Fact]
    public async Task A_point_holds_the_rate_the_errors_and_the_latency_of_its_ten_seconds()
    {
        await using var host = await StartAsync();
        await AskAsync(host, "/", 3);
        await SampleAsync(host);

        await AskAsync(host, "/", 8);
        await AskAsync(host, "/broken", 2);
        await SampleAsync(host);

        var point = host.Services.GetRequiredService<RequestHistory>().Points()[^1];
        Assert.Equal((1.0, 20.0), (point.Rate, point.ErrorShare));
        Assert.InRange(point.P99, point.Median, 10);
    }

    [Fact]
    public async Task Without_requests_the_rate_is_zero_and_the_rest_unknown()
    {
        await using var host = await StartAsync();
        await AskAsync(host, "/", 1);
        await SampleAsync(host);

        await SampleAsync(host);

        var point = host.Services.GetRequiredService<RequestHistory>().Points()[^1];
        Assert.Equal((0.0, double.NaN, double.NaN, double.NaN), (point.Rate, point.ErrorShare, point.Median, point.P99));
    }

    [Fact]
    public async Task It_goes_back_a_quarter_of_an_hour_and_takes_one_sample_in_ten_seconds_however_often_is_scraped()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 200; i++)
        {
            await host.Ops.GetAsync("/metrics");
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        var points = host.Services.GetRequiredService<RequestHistory>().Points();

        Assert.Equal(90, points.Length);
        Assert.InRange(points[0].Age, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16));
    }

    private async Task AskAsync(TestHost host, string path, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await host.App.GetAsync(path)).Dispose();
            _asked++;
        }
    }

    /// <summary>Lets ten seconds pass and scrapes: the end of this is a sample of all that was asked before.</summary>
    private async Task SampleAsync(TestHost host)
    {
        // A request is counted a moment after its answer.
        await Eventually.IsTrueAsync(async () => CountOf(await host.Ops.GetStringAsync("/metrics")) == _asked, "all requests to be counted");
        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.IsTrueAsync(async () => (await host.Ops.GetAsync("/metrics")).IsSuccessStatusCode && !host.Services.GetRequiredService<RequestHistory>().IsDue, "the sample");
    }

    private static long CountOf(string page) => page.Split('\n')
        .Where(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

    private Task<TestHost> StartAsync() => TestHost.Web(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.AddCloudNativeTelemetry();
        },
        app =>
        {
            app.MapGet("/", () => "ok");
            app.MapGet("/broken", () => Results.StatusCode(500));
        }).StartAsync();
}
