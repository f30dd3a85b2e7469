using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Signals;

/// <summary>The requests that are being served, which the SDK counts itself where nobody else configures the meter provider.</summary>
public sealed class ActiveRequestsTests
{
    private const string Instrument = "http.server.active_requests";
    private const string Get = """{http_request_method="GET",url_scheme="http"}""";
    private const string Post = """{http_request_method="POST",url_scheme="http"}""";
    private const string Rest = """{otel_metric_overflow="true"}""";

    [Fact]
    public Task Requests_are_counted_by_method_while_they_are_served() => AssertCountedAsync([$"{Get} 2", $"{Post} 1"]);

    [Fact]
    public Task Those_beyond_the_limit_of_series_are_counted_together() => AssertCountedAsync([$"{Get} 2", $"{Rest} 1"], values: ("CardinalityLimits:" + Instrument, "1"));

    [Fact]
    public Task They_are_counted_where_the_meters_of_the_SDK_are_excluded() => AssertCountedAsync([$"{Get} 2", $"{Post} 1"], values: ("ExcludedMeters:0", "CloudNative.*"));

    [Theory]
    [InlineData("ExcludedMeters:0", "microsoft.aspnetcore.*")]
    [InlineData("ExcludedInstruments:0", "http.server.*")]
    public Task They_are_not_counted_where_they_are_excluded(string key, string value) => AssertCountedAsync([], values: (key, value));

    [Fact]
    public Task A_view_of_the_application_sees_each_once() => AssertCountedAsync(
        ["""{url_scheme="http"} 3"""],
        builder => builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddView(Instrument, new MetricStreamConfiguration { TagKeys = ["url.scheme"] })));

    /// <summary>Scrapes while two GET and a POST are being served, and when they have ended.</summary>
    private static async Task AssertCountedAsync(string[] expected, Action<WebApplicationBuilder>? add = null, params (string Key, string Value)[] values)
    {
        var arrived = 0;
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await ServiceHost.StartWebAsync(
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:" + pair.Key, (string?)pair.Value)));
                add?.Invoke(builder);
            },
            app => app.MapFallback(() =>
            {
                Interlocked.Increment(ref arrived);
                return answer.Task;
            }));
        List<Task<HttpResponseMessage>> requests = [];
        await SendAsync(service.GetAsync);
        await SendAsync(service.GetAsync);
        await SendAsync(service.PostAsync);
        Assert.Equal(expected, await SeriesAsync());

        answer.SetResult();
        foreach (var response in await Task.WhenAll(requests))
        {
            response.Dispose();
        }

        // The host counts a request as over after the client has its answer.
        await Eventually.IsTrueAsync(async () => (await SeriesAsync()).SequenceEqual(expected.Select(line => line[..^1] + "0")), "no request is counted any more");

        async Task SendAsync(Func<Uri, string, Task<HttpResponseMessage>> send)
        {
            requests.Add(send(service.Application, "held"));
            await Eventually.IsTrueAsync(() => arrived == requests.Count, "the request is being served");
        }

        async Task<string[]> SeriesAsync()
        {
            const string Name = "http_server_active_requests";
            return [.. (await service.ScrapeAsync()).Split('\n').Where(line => line.StartsWith(Name, StringComparison.Ordinal)).Select(line => line[Name.Length..]).Order(StringComparer.Ordinal)];
        }
    }
}
