using System.Buffers;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using CloudNative.Sdk.TestSupport;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

/// <summary>What is kept from page to page stays right while series and metrics come and go.</summary>
public sealed class SeriesTests
{
    [Fact]
    public async Task Series_that_come_before_the_ones_that_are_there_push_them_back()
    {
        using var page = new Page(configure: metrics => metrics.AddView("hits", new MetricStreamConfiguration { CardinalityLimit = 3 }));
        var hits = page.Meter.CreateCounter<int>("hits");
        hits.Add(1, new KeyValuePair<string, object?>("a", 1));
        Assert.Equal("# TYPE hits_total counter\nhits_total{a=\"1\"} 1\n", await page.ReadAsync());

        // OpenTelemetry lists the point without tags first, the one for the overflow second.
        hits.Add(2);
        hits.Add(4, new KeyValuePair<string, object?>("a", 2));
        hits.Add(8, new KeyValuePair<string, object?>("a", 3));
        hits.Add(16, new KeyValuePair<string, object?>("a", 4));
        var lines = (await page.ReadAsync()).Split('\n').Skip(1).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["", "hits_total 2", "hits_total{a=\"1\"} 1", "hits_total{a=\"2\"} 4", "hits_total{a=\"3\"} 8", "hits_total{otel_metric_overflow=\"true\"} 16"], lines);
    }

    [Fact]
    public async Task Thousands_of_series_keep_their_numbers()
    {
        using var page = new Page(configure: metrics => metrics.AddView("hits", new MetricStreamConfiguration { CardinalityLimit = 5000 }));
        var hits = page.Meter.CreateCounter<int>("hits");
        for (var round = 1; round <= 3; round++)
        {
            for (var i = 0; i < round * 1500; i++)
            {
                hits.Add(i, new KeyValuePair<string, object?>("i", i));
            }

            var expected = Enumerable.Range(0, round * 1500).Select(i => $"hits_total{{i=\"{i}\"}} {i * (round - (i / 1500))}");
            Assert.Equal(expected, (await page.ReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        }
    }

    [Fact]
    public async Task Histograms_keep_their_numbers()
    {
        using var page = new Page();
        var size = page.Meter.CreateHistogram<int>("size", null, null, tags: null, advice: new() { HistogramBucketBoundaries = [1, 2] });
        for (var i = 0; i < 1500; i++)
        {
            size.Record(i % 4, new KeyValuePair<string, object?>("i", i));
        }

        var expected = Enumerable.Range(0, 1500).SelectMany(i => (string[])
        [
            $"size_bucket{{i=\"{i}\",le=\"1\"}} {(i % 4 <= 1 ? 1 : 0)}",
            $"size_bucket{{i=\"{i}\",le=\"2\"}} {(i % 4 <= 2 ? 1 : 0)}",
            $"size_bucket{{i=\"{i}\",le=\"+Inf\"}} 1",
            $"size_sum{{i=\"{i}\"}} {i % 4}",
            $"size_count{{i=\"{i}\"}} 1",
        ]);
        Assert.Equal(expected, (await page.ReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }

    [Fact]
    public async Task A_meter_that_is_made_again_takes_the_place_of_the_first_without_a_warning()
    {
        using var logs = new CapturedLogs();
        var name = "Again." + Guid.NewGuid().ToString("N");
        using var page = new Page(logs, metrics => metrics.AddMeter(name));
        page.Meter.CreateCounter<int>("stays").Add(1);
        var first = new Meter(name);
        first.CreateCounter<int>("hits").Add(5, new KeyValuePair<string, object?>("a", "b"));
        Assert.Equal("# TYPE hits_total counter\nhits_total{a=\"b\"} 5\n# TYPE stays_total counter\nstays_total 1\n", await page.ReadAsync());

        first.Dispose();
        using var second = new Meter(name);
        second.CreateCounter<int>("hits").Add(7, new KeyValuePair<string, object?>("a", "b"));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("# TYPE hits_total counter\nhits_total{a=\"b\"} 7\n# TYPE stays_total counter\nstays_total 1\n", await page.ReadAsync());
        }

        Assert.Empty(logs.Entries);
    }

    [Fact]
    public async Task A_meter_that_is_gone_is_gone_from_the_page()
    {
        var name = "Gone." + Guid.NewGuid().ToString("N");
        using var page = new Page(configure: metrics => metrics.AddMeter(name));
        using (var meter = new Meter(name))
        {
            meter.CreateCounter<int>("gone").Add(1);
            page.Meter.CreateCounter<int>("stays").Add(1);
            Assert.Contains("gone_total 1\n", await page.ReadAsync(), StringComparison.Ordinal);
        }

        await page.ReadAsync();
        Assert.Equal("# TYPE stays_total counter\nstays_total 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Buckets_of_an_exponential_histogram_only_become_more()
    {
        using var page = new Page(configure: metrics => metrics.AddView("size", new Base2ExponentialBucketHistogramConfiguration { MaxSize = 8 }));
        var size = page.Meter.CreateHistogram<double>("size");
        string[] previous = [];
        foreach (var value in (double[])[1.5, 100, 0.01, 1e6, 3])
        {
            size.Record(value);
            var bounds = (await page.ReadAsync()).Split('\n').Where(line => line.Contains("le=", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).ToArray();

            Assert.Empty(previous.Except(bounds));
            Assert.Equal("+Inf", bounds[^1]);
            previous = bounds;
        }
    }

    [Fact]
    public async Task Collections_that_others_ask_for_leave_a_page_alone()
    {
        using var page = new Page();
        var hits = page.Meter.CreateCounter<int>("hits");
        hits.Add(1);
        var snapshot = (await page.Collector.CollectAsync(TimeSpan.FromSeconds(30), out var scrape))!;
        hits.Add(1);
        Assert.True(page.Provider.ForceFlush());
        var (plan, resource) = page.Renditions.For(NameEscaping.Underscores).Plan(snapshot);
        var buffer = new ArrayBufferWriter<byte>();
        new PageWriter(snapshot, plan, resource, TextFormat.Text004, createdSeries: false).Write(buffer, int.MaxValue);
        page.Collector.End(scrape);

        Assert.EndsWith("hits_total 1\n", System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
        Assert.EndsWith("hits_total 2\n", await page.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_of_known_series_allocates_nothing()
    {
        using var page = new Page();
        ScrapeFill(page.Meter);
        var snapshot = new Snapshot();
        var buffer = new ArrayBufferWriter<byte>(4 * 1024 * 1024);

        await AllocatesNothingAsync(() => Assert.True(page.Exporter.Reader!.Collect(snapshot)));
        await AllocatesNothingAsync(() => page.Renditions.For(NameEscaping.Underscores).Plan(snapshot));
        await AllocatesNothingAsync(() => Write(TextFormat.Text004));
        await AllocatesNothingAsync(() => Write(TextFormat.OpenMetrics100));

        void Write(TextFormat format)
        {
            var (plan, resource) = page.Renditions.For(NameEscaping.Underscores).Plan(snapshot);
            var writer = new PageWriter(snapshot, plan, resource, format, createdSeries: true);
            buffer.ResetWrittenCount();
            while (writer.Write(buffer, PageResponse.PieceSize))
            {
            }
        }
    }

    [Fact]
    public void Points_are_told_apart_by_the_reference_to_their_tags()
    {
        using var page = new Page();
        var hits = page.Meter.CreateCounter<int>("hits");
        hits.Add(1, new KeyValuePair<string, object?>("a", "b"));
        hits.Add(1, new KeyValuePair<string, object?>("a", "c"));
        var (first, second) = (new Snapshot(), new Snapshot());
        Assert.True(page.Exporter.Reader!.Collect(first));
        Assert.True(page.Exporter.Reader!.Collect(second));

        Assert.Same(first.Metrics, second.Metrics);
        var table = Assert.Single(second.Metrics.Tables);
        Assert.True(TagIdentity.Same(table.TagsOf(0), first.Metrics.Tables[0].TagsOf(0)));
        Assert.False(TagIdentity.Same(table.TagsOf(0), table.TagsOf(1)));
    }

    // Not at once: code that is not yet optimized boxes enumerations.
    private static Task AllocatesNothingAsync(Action action) => Eventually.IsTrueAsync(
        () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 40; i++)
            {
                action();
            }

            return GC.GetAllocatedBytesForCurrentThread() == before;
        },
        "nothing is allocated");

    private static void ScrapeFill(Meter meter)
    {
        var hits = meter.CreateCounter<long>("hits");
        var depth = meter.CreateGauge<double>("depth");
        var size = meter.CreateHistogram<double>("size");
        for (var i = 0; i < 500; i++)
        {
            var tags = new KeyValuePair<string, object?>[] { new("route", $"/items/{i}"), new("method", "GET") };
            hits.Add(i, tags);
            depth.Record(i / 7.0, tags);
            size.Record(i * 3.3, tags);
        }
    }
}
