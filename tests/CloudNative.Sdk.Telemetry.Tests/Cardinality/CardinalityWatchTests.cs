using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using CloudNative.Sdk.Telemetry.Cardinality;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Cardinality;

public sealed class CardinalityWatchTests
{
    private const string Declared = "Telemetry.Tests.Declared";
    private const string Warning = "CNS8410: the instrument 'orders.placed' of the meter 'Telemetry.Tests.Declared' has reached its limit of series with 10; its tag 'customer.id' has the most "
        + "values, 10. What comes beyond is added up in one series with otel.metric.overflow=\"true\". Give the tag fewer values, or raise "
        + "CloudNative:Telemetry:CardinalityLimits:orders.placed.";

    [Fact]
    public async Task An_overflow_is_told_once_in_the_log_and_as_a_metric_with_the_tag_to_blame()
    {
        await using var host = await StartAsync();
        using var meter = new Meter(Declared);
        Place(meter, 10);
        Assert.DoesNotContain("otel_metric_overflow", await ScrapeAsync(host), StringComparison.Ordinal);
        Assert.Empty(host.Logs.WithId(8410));

        Place(meter, 11);
        await ScrapeAsync(host);
        Place(meter, 12);
        var page = await ScrapeAsync(host);

        Assert.Equal([Warning], host.Logs.WithId(8410));
        Assert.Contains(
            "cloudnative_telemetry_cardinality_overflows_total{cloudnative_telemetry_instrument=\"orders.placed\",cloudnative_telemetry_meter=\"Telemetry.Tests.Declared\","
            + "cloudnative_telemetry_tag=\"customer.id\"} 1\n",
            page,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_that_is_disposed_and_made_again_is_not_told_again()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            using var meter = new Meter(Declared);
            Place(meter, 11);
            await ScrapeAsync(host);
        }

        Assert.Equal([Warning], host.Logs.WithId(8410));
    }

    [Fact]
    public async Task An_overflow_is_found_where_nobody_scrapes()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time));
        using var meter = new Meter(Declared);
        Place(meter, 11);

        await Eventually.IsTrueAsync(
            () =>
            {
                time.Advance(CardinalityTimer.Period);
                return host.Logs.WithId(8410).Any();
            },
            "the overflow is told");
    }

    [Fact]
    public async Task People_see_which_instrument_and_tag_make_the_series_and_no_value()
    {
        await using var host = await StartAsync();
        using var meter = new Meter(Declared);
        Place(meter, 12);
        using var report = JsonDocument.Parse(await host.Ops.GetStringAsync("/metrics/cardinality"));
        var orders = report.RootElement.GetProperty("top").EnumerateArray().Single(each => each.GetProperty("instrument").GetString() == "orders.placed");

        Assert.Equal(1, report.RootElement.GetProperty("overflowed").GetInt32());
        Assert.True(report.RootElement.GetProperty("series").GetInt32() > 11);
        Assert.Equal(
            """
            {"instrument":"orders.placed","meter":"Telemetry.Tests.Declared","series":11,"limit":10,"overflowed":true,"tags":[{"key":"customer.id","values":10,"samples":["aaa-0@Aaaaaaa.aaa","aaa-0@Aaaaaaa.aaa","aaa-0@Aaaaaaa.aaa"]},{"key":"http.request.method","values":2,"samples":["POST","GET"]}]}
            """,
            JsonSerializer.Serialize(orders));
    }

    [Fact]
    public async Task Questions_at_the_same_time_are_all_answered()
    {
        await using var host = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Ops.GetStringAsync("/metrics/cardinality")));

        Assert.All(answers, answer => Assert.StartsWith("{\n  \"instruments\": ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_telemetry_there_is_nothing_to_show()
    {
        await using var host = await StartAsync(builder => builder.AddCloudNativeTelemetry(o => o.Enabled = false));
        using var response = await host.Ops.GetAsync(new Uri("/metrics/cardinality", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("There are no metrics: CloudNative:Telemetry:Enabled is false.\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_collection_without_news_allocates_nothing()
    {
        var measured = new Measured();
        await using var host = await StartAsync(builder =>
        {
            builder.Services.AddSingleton(measured);
            builder.Services.AddSingleton<ICollectionObserver>(measured);
        });
        measured.Watch = host.Services.GetRequiredService<CardinalityWatch>();
        using var meter = new Meter(Declared);
        Place(meter, 12);
        for (var i = 0; i < 5; i++)
        {
            await ScrapeAsync(host);
        }

        Assert.Equal(0, measured.LastAllocated);
    }

    private static void Place(Meter meter, int customers)
    {
        var counter = meter.CreateCounter<int>("orders.placed");
        for (var i = 0; i < customers; i++)
        {
            counter.Add(1, new("customer.id", $"bob-{i % 10 + (i / 10 * 100)}@Example.org"), new("http.request.method", i == 0 ? "POST" : "GET"));
        }
    }

    private static Task<string> ScrapeAsync(TestHost host) => host.Ops.GetStringAsync("/metrics");

    private static Task<TestHost> StartAsync(Action<HostApplicationBuilder>? add = null) => TestHost.Worker(
        builder =>
        {
            add?.Invoke(builder);
            builder.AddCloudNativeTelemetry();
        },
        ("CloudNative:Telemetry:CardinalityLimits:orders.*", "10")).StartAsync();

    /// <summary>Looks at each collection a second time, and counts the bytes.</summary>
    private sealed class Measured : ICollectionObserver
    {
        public CardinalityWatch? Watch { get; set; }

        public long LastAllocated { get; private set; } = -1;

        public void OnCollected(in Batch<Metric> metrics)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Watch?.OnCollected(in metrics);
            LastAllocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
