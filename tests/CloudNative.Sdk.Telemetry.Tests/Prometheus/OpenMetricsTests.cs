using System.Diagnostics;
using System.Diagnostics.Metrics;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using CloudNative.Sdk.TestSupport;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class OpenMetricsTests
{
    private static readonly Exposition Old = new(TextFormat.OpenMetrics001, NameEscaping.Underscores);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_holds_the_resource_and_every_kind_of_instrument(bool old)
    {
        using var page = new Page();
        page.Meter.CreateCounter<long>("orders.placed", "{order}", "Orders \"placed\".").Add(3, new("channel", "web"), new("paid", true));
        page.Meter.CreateUpDownCounter<int>("orders.open", "{order}").Add(-2);
        page.Meter.CreateObservableGauge("stock.temperature", () => 4.5, "Cel", "Temperature of the store.");
        page.Meter.CreateObservableCounter("stock.read", () => 1_000_000_000_000L, "By", "Bytes read.");
        page.Meter.CreateHistogram<double>("duration", "s", null, tags: null, advice: new() { HistogramBucketBoundaries = [0.005, 1, 1_000_000] }).Record(0.5);

        Assert.Equal(
            """
            # HELP target Attributes of the service that these metrics describe.
            # TYPE target info
            target_info{service_name="orders",service_version="1.2.3"} 1
            # TYPE duration_seconds histogram
            # UNIT duration_seconds seconds
            duration_seconds_bucket{le="0.005"} 0
            duration_seconds_bucket{le="1.0"} 1
            duration_seconds_bucket{le="1e+06"} 1
            duration_seconds_bucket{le="+Inf"} 1
            duration_seconds_sum 0.5
            duration_seconds_count 1
            # TYPE orders_open gauge
            orders_open -2
            # HELP orders_placed Orders \"placed\".
            # TYPE orders_placed counter
            orders_placed_total{channel="web",paid="true"} 3
            # HELP stock_read_bytes Bytes read.
            # TYPE stock_read_bytes counter
            # UNIT stock_read_bytes bytes
            stock_read_bytes_total 1000000000000
            # HELP stock_temperature_celsius Temperature of the store.
            # TYPE stock_temperature_celsius gauge
            # UNIT stock_temperature_celsius celsius
            stock_temperature_celsius 4.5
            # EOF

            """,
            await page.ReadWholeAsync(old ? Old : new Exposition(TextFormat.OpenMetrics100, NameEscaping.Underscores)));
    }

    [Fact]
    public async Task A_sum_that_may_fall_is_not_there_and_neither_is_the_count()
    {
        using var page = new Page();
        page.Meter.CreateHistogram<double>("shift", null, null, tags: null, advice: new() { HistogramBucketBoundaries = [-1, 1] }).Record(-3);

        Assert.Equal("# TYPE shift histogram\nshift_bucket{le=\"-1.0\"} 1\nshift_bucket{le=\"1.0\"} 1\nshift_bucket{le=\"+Inf\"} 1\n", await page.ReadOpenMetricsAsync());
        Assert.Equal(
            "# TYPE shift histogram\nshift_bucket{le=\"-1\"} 1\nshift_bucket{le=\"1\"} 1\nshift_bucket{le=\"+Inf\"} 1\nshift_count 1\n", await page.ReadAsync());
    }

    [Fact]
    public async Task Exemplars_are_behind_counters_and_buckets_and_nowhere_else()
    {
        using var page = new Page(configure: metrics => metrics.SetExemplarFilter(ExemplarFilterType.TraceBased));
        using var activity = new Activity("work") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        page.Meter.CreateCounter<int>("hits").Add(2);
        page.Meter.CreateUpDownCounter<int>("open").Add(2);
        var size = page.Meter.CreateHistogram<double>("size", null, null, tags: null, advice: new() { HistogramBucketBoundaries = [1, 2, 4] });
        size.Record(1.5);
        size.Record(3);
        size.Record(9);
        activity.Stop();
        size.Record(0.5);

        var ids = $" # {{trace_id=\"{activity.TraceId}\",span_id=\"{activity.SpanId}\"}} ";
        var lines = (await page.ReadOpenMetricsAsync()).Split('\n').Select(line => WithoutTime(line)).ToArray();

        Assert.Equal(
            [
                "# TYPE hits counter",
                "hits_total 2" + ids + "2",
                "# TYPE open gauge",
                "open 2",
                "# TYPE size histogram",
                "size_bucket{le=\"1.0\"} 1",
                "size_bucket{le=\"2.0\"} 2" + ids + "1.5",
                "size_bucket{le=\"4.0\"} 3" + ids + "3",
                "size_bucket{le=\"+Inf\"} 4" + ids + "9",
                "size_sum 14",
                "size_count 4",
                "",
            ],
            lines);
        Assert.DoesNotContain("trace_id", await page.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exemplar_says_when_it_was_measured()
    {
        using var page = new Page(configure: metrics => metrics.SetExemplarFilter(ExemplarFilterType.AlwaysOn));
        var before = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        page.Meter.CreateCounter<int>("hits").Add(2);
        var line = (await page.ReadOpenMetricsAsync()).Split('\n')[1];

        Assert.StartsWith("hits_total 2 # {} 2 ", line, StringComparison.Ordinal);
        Assert.Matches(@"^\d{10}\.\d{3}$", line.Split(' ')[^1]);
        var milliseconds = long.Parse(line.Split(' ')[^1].Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task Filtered_tags_are_in_the_exemplar_up_to_128_characters()
    {
        using var page = new Page(configure: metrics => metrics
            .SetExemplarFilter(ExemplarFilterType.AlwaysOn)
            .AddView("hits", new MetricStreamConfiguration { TagKeys = ["kept"] }));
        page.Meter.CreateCounter<int>("hits").Add(
            1, [new("kept", "x"), new("user.id", "7\"\n"), new("long", new string('y', 200)), new("fits", new string('z', 113)), new("none", null), new("late", "1")]);

        var line = (await page.ReadOpenMetricsAsync()).Split('\n')[1];

        // 'user_id' and its 3 characters, 'fits' and its 113: 127.
        Assert.StartsWith($"hits_total{{kept=\"x\"}} 1 # {{user_id=\"7\\\"\\n\",fits=\"{new string('z', 113)}\"}} 1 ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_of_the_counting_is_there_where_the_options_say_so()
    {
        using var page = new Page(options: new PrometheusOptions { CreatedSeries = true });
        page.Meter.CreateCounter<int>("hits").Add(1, new KeyValuePair<string, object?>("a", "b"));
        page.Meter.CreateUpDownCounter<int>("open").Add(1);
        page.Meter.CreateHistogram<int>("size", null, null, tags: null, advice: new() { HistogramBucketBoundaries = [] }).Record(1);

        var lines = (await page.ReadOpenMetricsAsync()).Split('\n');

        Assert.Matches(@"^hits_created\{a=""b""\} \d{10}\.\d{3}$", lines[2]);
        Assert.Matches(@"^size_created \d{10}\.\d{3}$", lines[9]);
        Assert.DoesNotContain("_created", await page.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_need_quotes_have_them_where_the_scraper_allows_them()
    {
        using var page = new Page(options: new PrometheusOptions { TranslationStrategy = PrometheusTranslationStrategy.NoUTF8EscapingWithSuffixes });
        page.Meter.CreateCounter<int>("shop.hits", "By", "Hits.").Add(1);
        page.Meter.CreateCounter<int>("plain").Add(1, new("http.route", "/a"), new("b", "c"));
        page.Meter.CreateHistogram<int>("shop.size", null, null, tags: null, advice: new() { HistogramBucketBoundaries = [5] }).Record(1, new KeyValuePair<string, object?>("a\"b", 1));

        Assert.Equal(
            """
            # TYPE plain counter
            plain_total{b="c","http.route"="/a"} 1
            # HELP "shop.hits_bytes" Hits.
            # TYPE "shop.hits_bytes" counter
            # UNIT "shop.hits_bytes" bytes
            {"shop.hits_bytes_total"} 1
            # TYPE "shop.size" histogram
            {"shop.size_bucket","a\"b"="1",le="5.0"} 1
            {"shop.size_bucket","a\"b"="1",le="+Inf"} 1
            {"shop.size_sum","a\"b"="1"} 1
            {"shop.size_count","a\"b"="1"} 1

            """,
            await page.ReadOpenMetricsAsync(NameEscaping.AllowUtf8));
        Assert.Equal(
            """
            # TYPE plain_total counter
            plain_total{b="c",http_route="/a"} 1
            # HELP shop_hits_bytes_total Hits.
            # TYPE shop_hits_bytes_total counter
            shop_hits_bytes_total 1
            # TYPE shop_size histogram
            shop_size_bucket{a_b="1",le="5"} 1
            shop_size_bucket{a_b="1",le="+Inf"} 1
            shop_size_sum{a_b="1"} 1
            shop_size_count{a_b="1"} 1

            """,
            await page.ReadAsync());
        Assert.Contains("{\"shop.hits_bytes_total\"} 1\n", await page.ReadAsync(new Exposition(TextFormat.Text100, NameEscaping.AllowUtf8)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_counter_without_total_has_it_in_openmetrics_which_knows_no_other()
    {
        using var page = new Page(options: new PrometheusOptions { TranslationStrategy = PrometheusTranslationStrategy.UnderscoreEscapingWithoutSuffixes });
        page.Meter.CreateCounter<int>("shop.hits", "By").Add(1);

        Assert.Equal("# TYPE shop_hits counter\nshop_hits 1\n", await page.ReadAsync());
        Assert.Equal("# TYPE shop_hits counter\nshop_hits_total 1\n", await page.ReadOpenMetricsAsync());
    }

    [Fact]
    public async Task Scope_labels_tell_the_meter_where_the_options_say_so()
    {
        using var meter = new Meter(new MeterOptions("Scoped." + Guid.NewGuid().ToString("N")) { Version = "1.2", Tags = [new("team.name", "shop")] });
        using var page = new Page(configure: metrics => metrics.AddMeter(meter.Name), options: new PrometheusOptions { ScopeLabels = true });
        meter.CreateCounter<int>("hits").Add(1, new KeyValuePair<string, object?>("a", "b"));
        page.Meter.CreateCounter<int>("hits").Add(1, new KeyValuePair<string, object?>("a", "b"));

        Assert.Equal(
            $$"""
            # TYPE hits_total counter
            hits_total{a="b",otel_scope_name="{{meter.Name}}",otel_scope_team_name="shop",otel_scope_version="1.2"} 1
            hits_total{a="b",otel_scope_name="{{page.Meter.Name}}"} 1

            """,
            await page.ReadAsync());
    }

    [Fact]
    public async Task Different_descriptions_make_one_family_and_one_warning()
    {
        using var other = new Meter("Other." + Guid.NewGuid().ToString("N"));
        using var logs = new CapturedLogs();
        using var page = new Page(logs, metrics => metrics.AddMeter(other.Name));
        page.Meter.CreateCounter<int>("hits", null, "First.").Add(1);
        other.CreateCounter<int>("hits", null, "Second.").Add(1, new KeyValuePair<string, object?>("a", "b"));

        Assert.Equal("# HELP hits_total First.\n# TYPE hits_total counter\nhits_total 1\nhits_total{a=\"b\"} 1\n", await page.ReadAsync());
        await page.ReadAsync();
        Assert.StartsWith($"CNS8405: the instrument 'hits' of the meter '{other.Name}' describes 'hits'", Assert.Single(logs.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_units_make_different_families()
    {
        using var other = new Meter("Other." + Guid.NewGuid().ToString("N"));
        using var page = new Page(configure: metrics => metrics.AddMeter(other.Name));
        page.Meter.CreateCounter<int>("read", "By").Add(1);
        other.CreateCounter<int>("read", "s").Add(2);
        other.CreateCounter<int>("read_bytes").Add(4, new KeyValuePair<string, object?>("a", "b"));

        Assert.Equal(
            "# TYPE read_bytes counter\n# UNIT read_bytes bytes\nread_bytes_total 1\nread_bytes_total{a=\"b\"} 4\n"
            + "# TYPE read_seconds counter\n# UNIT read_seconds seconds\nread_seconds_total 2\n",
            await page.ReadOpenMetricsAsync());
    }

    private static string WithoutTime(string line) => line.Contains(" # ", StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line;
}
