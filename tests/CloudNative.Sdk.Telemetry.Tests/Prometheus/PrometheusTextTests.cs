using System.Diagnostics.Metrics;
using CloudNative.Sdk.TestSupport;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class PrometheusTextTests
{
    [Fact]
    public async Task A_page_holds_the_resource_and_every_kind_of_instrument()
    {
        using var page = new Page();
        page.Meter.CreateCounter<long>("orders.placed", "{order}", "Orders placed.").Add(3, new("channel", "web"), new("paid", true));
        page.Meter.CreateCounter<double>("orders.weight", "g", "Weight of the orders.").Add(0.1);
        page.Meter.CreateUpDownCounter<int>("orders.open", "{order}", "Orders not yet shipped.").Add(-2);
        page.Meter.CreateObservableGauge("stock.temperature", () => 4.5, "Cel", "Temperature of the store.");
        page.Meter.CreateObservableCounter("stock.read", () => 1_000_000_000_000L, "By", "Bytes read.");
        var duration = page.Meter.CreateHistogram<double>(
            "orders.duration", "s", "Time to place an order.", tags: null, advice: new() { HistogramBucketBoundaries = [0.005, 0.5, 10] });
        duration.Record(0.005, new KeyValuePair<string, object?>("channel", "web"));
        duration.Record(0.1, new KeyValuePair<string, object?>("channel", "web"));
        duration.Record(20, new KeyValuePair<string, object?>("channel", "web"));

        Assert.Equal(
            """
            # HELP target_info Attributes of the service that these metrics describe.
            # TYPE target_info gauge
            target_info{service_name="orders",service_version="1.2.3"} 1
            # HELP orders_duration_seconds Time to place an order.
            # TYPE orders_duration_seconds histogram
            orders_duration_seconds_bucket{channel="web",le="0.005"} 1
            orders_duration_seconds_bucket{channel="web",le="0.5"} 2
            orders_duration_seconds_bucket{channel="web",le="10"} 2
            orders_duration_seconds_bucket{channel="web",le="+Inf"} 3
            orders_duration_seconds_sum{channel="web"} 20.105
            orders_duration_seconds_count{channel="web"} 3
            # HELP orders_open Orders not yet shipped.
            # TYPE orders_open gauge
            orders_open -2
            # HELP orders_placed_total Orders placed.
            # TYPE orders_placed_total counter
            orders_placed_total{channel="web",paid="true"} 3
            # HELP orders_weight_grams_total Weight of the orders.
            # TYPE orders_weight_grams_total counter
            orders_weight_grams_total 0.1
            # HELP stock_read_bytes_total Bytes read.
            # TYPE stock_read_bytes_total counter
            stock_read_bytes_total 1000000000000
            # HELP stock_temperature_celsius Temperature of the store.
            # TYPE stock_temperature_celsius gauge
            stock_temperature_celsius 4.5

            """,
            await page.ReadWholeAsync());
    }

    [Fact]
    public async Task A_histogram_without_tags_has_only_the_bound_as_label()
    {
        using var page = new Page();
        page.Meter.CreateHistogram<int>("size", unit: null, description: null, tags: null, advice: new() { HistogramBucketBoundaries = [5] }).Record(7);

        Assert.Equal("# TYPE size histogram\nsize_bucket{le=\"5\"} 0\nsize_bucket{le=\"+Inf\"} 1\nsize_sum 7\nsize_count 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Counts_are_cumulative_from_page_to_page()
    {
        using var page = new Page();
        var counter = page.Meter.CreateCounter<int>("hits");
        counter.Add(1);
        await page.ReadAsync();
        counter.Add(1);

        Assert.Equal("# TYPE hits_total counter\nhits_total 2\n", await page.ReadAsync());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    public async Task Numbers_are_the_shortest_that_read_back(double value, string expected)
    {
        using var page = new Page();
        page.Meter.CreateObservableGauge("value", () => value);

        Assert.Equal($"# TYPE value gauge\nvalue {expected}\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Label_values_and_help_are_escaped()
    {
        using var page = new Page();
        page.Meter.CreateCounter<int>("hits", null, "Line\nand \\ and \"quotes\".").Add(1, new KeyValuePair<string, object?>("q", "a\\b\"c\nd — ü \ud800"));

        Assert.Equal(
            "# HELP hits_total Line\\nand \\\\ and \"quotes\".\n# TYPE hits_total counter\nhits_total{q=\"a\\\\b\\\"c\\nd — ü \ufffd\"} 1\n",
            await page.ReadAsync());
    }

    [Fact]
    public async Task Values_longer_than_a_buffer_are_whole()
    {
        using var page = new Page();
        var value = string.Concat(Enumerable.Repeat("ü😀x", 5000));
        page.Meter.CreateCounter<int>("hits").Add(1, new KeyValuePair<string, object?>("q", value));

        Assert.Equal($"# TYPE hits_total counter\nhits_total{{q=\"{value}\"}} 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Label_names_are_made_valid_and_joined_where_they_become_one()
    {
        using var page = new Page();
        page.Meter.CreateCounter<int>("hits").Add(1, new("http.route", "/a"), new("http_route", "/b"), new("1st", 2.5), new("none", null));

        Assert.Equal("# TYPE hits_total counter\nhits_total{_1st=\"2.5\",http_route=\"/a;/b\"} 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Tags_that_only_opentelemetry_tells_apart_make_one_series()
    {
        using var page = new Page();
        var counter = page.Meter.CreateCounter<int>("orders");
        counter.Add(1, new KeyValuePair<string, object?>("shop.id", 1));
        counter.Add(2, new KeyValuePair<string, object?>("shop.id", "1"));
        counter.Add(4, new KeyValuePair<string, object?>("shop_id", "1"));
        counter.Add(8, new KeyValuePair<string, object?>("tenant", null));
        counter.Add(16, new KeyValuePair<string, object?>("tenant", ""));

        var series = (await page.ReadWholeAsync()).Split('\n').Where(line => line.StartsWith("orders_total", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);

        Assert.Equal(["orders_total", "orders_total{shop_id=\"1\"}"], series.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tag_named_like_the_bound_of_a_bucket_is_renamed()
    {
        using var page = new Page();
        page.Meter.CreateHistogram<int>("size", unit: null, description: null, tags: null, advice: new() { HistogramBucketBoundaries = [] })
            .Record(1, new KeyValuePair<string, object?>("le", "x"));

        Assert.Equal(
            "# TYPE size histogram\nsize_bucket{exported_le=\"x\",le=\"+Inf\"} 1\nsize_sum{exported_le=\"x\"} 1\nsize_count{exported_le=\"x\"} 1\n",
            await page.ReadAsync());
    }

    [Fact]
    public async Task A_tag_that_cannot_be_written_shows_its_type()
    {
        using var page = new Page();
        page.Meter.CreateCounter<int>("hits").Add(1, new("items", new object?[] { 1, "b", null }), new("object", new Unwritable()));

        Assert.Equal($"# TYPE hits_total counter\nhits_total{{items=\"[1,\\\"b\\\",null]\",object=\"{typeof(Unwritable)}\"}} 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task An_exponential_histogram_has_a_bucket_for_each_power_of_two()
    {
        using var page = new Page(configure: metrics => metrics.AddView("size", new Base2ExponentialBucketHistogramConfiguration()));
        var size = page.Meter.CreateHistogram<double>("size");
        size.Record(3);
        size.Record(0);
        size.Record(0.75);
        size.Record(4, new KeyValuePair<string, object?>("a", "b"));

        Assert.Equal(
            """
            # TYPE size histogram
            size_bucket{le="1"} 2
            size_bucket{le="2"} 2
            size_bucket{le="4"} 3
            size_bucket{le="+Inf"} 3
            size_sum 3.75
            size_count 3
            size_bucket{a="b",le="1"} 0
            size_bucket{a="b",le="2"} 0
            size_bucket{a="b",le="4"} 1
            size_bucket{a="b",le="+Inf"} 1
            size_sum{a="b"} 4
            size_count{a="b"} 1

            """,
            await page.ReadAsync());
    }

    [Fact]
    public async Task An_exponential_histogram_is_left_out_where_the_options_say_so_with_one_warning()
    {
        using var logs = new CapturedLogs();
        using var page = new Page(
            logs,
            metrics => metrics.AddView("size", new Base2ExponentialBucketHistogramConfiguration()),
            new PrometheusOptions { ConvertExponentialHistograms = false });
        page.Meter.CreateHistogram<int>("size").Record(3);
        page.Meter.CreateCounter<int>("hits").Add(1);

        Assert.Equal("# TYPE hits_total counter\nhits_total 1\n", await page.ReadAsync());
        await page.ReadAsync();
        var warning = Assert.Single(logs.Entries);
        Assert.StartsWith($"CNS8404: the exponential histogram 'size' of the meter '{page.Meter.Name}' is left out of /metrics", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_contradicts_another_type_is_left_out_with_one_warning()
    {
        using var logs = new CapturedLogs();
        using var page = new Page(logs);
        page.Meter.CreateUpDownCounter<int>("jobs.total").Add(1);
        page.Meter.CreateCounter<int>("jobs").Add(2);
        page.Meter.CreateHistogram<int>("size", unit: null, description: null, tags: null, advice: new() { HistogramBucketBoundaries = [] }).Record(1);
        page.Meter.CreateUpDownCounter<int>("size.count").Add(1);
        page.Meter.CreateUpDownCounter<int>("target.info").Add(1);

        var text = await page.ReadAsync();

        Assert.Equal("# TYPE jobs_total gauge\njobs_total 1\n# TYPE size histogram\nsize_bucket{le=\"+Inf\"} 1\nsize_sum 1\nsize_count 1\n", text);
        Assert.Equal(text, await page.ReadAsync());
        Assert.Equal(
            [
                Warning(page, "jobs", "counter", "jobs_total"),
                Warning(page, "size.count", "gauge", "size_count"),
                Warning(page, "target.info", "gauge", "target_info"),
            ],
            logs.Entries.Select(entry => $"{entry.Level}: {entry.Text}"));
    }

    [Fact]
    public async Task Meters_that_share_a_name_share_a_family_and_no_series_is_there_twice()
    {
        using var other = new Meter("Other." + Guid.NewGuid().ToString("N"));
        using var logs = new CapturedLogs();
        using var page = new Page(logs, metrics => metrics.AddMeter(other.Name));
        page.Meter.CreateCounter<int>("hits").Add(1, new("a", 1), new("b", 2));
        other.CreateCounter<int>("hits").Add(5, new("b", 2), new("a", 1));
        other.CreateCounter<int>("hits").Add(7, new KeyValuePair<string, object?>("a", 3));

        Assert.Equal("# TYPE hits_total counter\nhits_total{a=\"1\",b=\"2\"} 1\nhits_total{a=\"3\"} 7\n", await page.ReadAsync());
        await page.ReadAsync();
        Assert.Equal(
            [
                $"Warning: CNS8403: the instrument 'hits' of the meter '{other.Name}' has a series that is there already in 'hits_total'. "
                + "The first ones are in /metrics. Give the instruments different names or tags.",
            ],
            logs.Entries.Select(entry => $"{entry.Level}: {entry.Text}"));
    }

    private static string Warning(Page page, string instrument, string type, string name) =>
        $"Warning: CNS8401: the instrument '{instrument}' of the meter '{page.Meter.Name}' is left out of /metrics: "
        + $"as the {type} '{name}' it contradicts another metric. Rename the instrument.";

    private sealed class Unwritable
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
