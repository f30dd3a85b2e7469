using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

public sealed class MetricsEndpointTests : IDisposable
{
    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private readonly Meter _meter = new("Telemetry.Tests.Declared");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task The_answer_says_what_it_is()
    {
        await using var host = await StartAsync();
        using var answer = await GetAsync(host, ("Accept", Prometheus3));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(["Accept", "Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.StartsWith("# HELP target ", page, StringComparison.Ordinal);
        Assert.EndsWith("\n# EOF\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gigantic_header_gets_the_classic_format()
    {
        await using var host = await StartAsync();
        using var answer = await GetAsync(host, ("Accept", "application/openmetrics-text," + string.Join(',', Enumerable.Repeat("text/plain;q=0.1", 800))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_compressed_page_is_the_page()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 200);
        using var answer = await GetAsync(host, ("Accept-Encoding", "gzip"));
        using var gzip = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var page = await reader.ReadToEndAsync();

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal(1500, page.Split('\n').Count(line => line.StartsWith("filled_total{", StringComparison.Ordinal)));
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_is_answered_without_a_page()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient();
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(host.Ops, "metrics")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_first_bytes_leave_before_the_last_are_text()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 12_000);
        var collector = host.Services.GetRequiredService<MetricsCollector>();
        using var scrape = await RawScrape.StartAsync(host.Ops);
        await scrape.ReadByteAsync();

        Assert.Equal(1, collector.SnapshotsRead);
        Assert.True((await scrape.ReadToEndAsync()).Whole);
        await Eventually.IsTrueAsync(() => collector.SnapshotsRead == 0, "the numbers are given back");
    }

    [Fact]
    public async Task A_client_that_stalls_holds_up_nobody_and_gets_the_numbers_of_its_own_time()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 12_000);
        var last = _meter.CreateCounter<int>("zzz_last");
        last.Add(1);
        using var stalled = await RawScrape.StartAsync(host.Ops);
        await stalled.ReadByteAsync();

        for (var i = 2; i < 10; i++)
        {
            last.Add(1);
            Assert.Contains($"\nzzz_last_total {i}\n", await host.ScrapeAsync(), StringComparison.Ordinal);
        }

        var (text, whole) = await stalled.ReadToEndAsync();
        Assert.True(whole);
        Assert.Contains("\nzzz_last_total 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_stall_keep_no_more_than_a_few_copies_of_the_numbers()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 12_000);
        List<RawScrape> stalled = [];
        for (var i = 0; i < MetricsCollector.MaxSnapshots + 1; i++)
        {
            stalled.Add(await RawScrape.StartAsync(host.Ops));
            await stalled[^1].ReadByteAsync();
        }

        Assert.False((await stalled[0].ReadToEndAsync()).Whole);
        Assert.InRange(host.Services.GetRequiredService<MetricsCollector>().SnapshotsRead, 1, MetricsCollector.MaxSnapshots);
        Assert.True((await stalled[^1].ReadToEndAsync()).Whole);
        stalled.ForEach(scrape => scrape.Dispose());
    }

    [Fact]
    public async Task A_client_that_takes_longer_than_it_waits_is_let_go()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 12_000);
        using var stalled = await RawScrape.StartAsync(host.Ops, "X-Prometheus-Scrape-Timeout-Seconds: 0.5");
        await stalled.ReadByteAsync();
        var collector = host.Services.GetRequiredService<MetricsCollector>();
        await Eventually.IsTrueAsync(() => collector.SnapshotsRead == 0, "the numbers are given back");

        Assert.False((await stalled.ReadToEndAsync()).Whole);
    }

    [Fact]
    public async Task Scrapes_that_break_off_leave_nothing_behind()
    {
        await using var host = await StartAsync();
        Fill(series: 1500, bytes: 12_000);
        for (var i = 0; i < 40; i++)
        {
            var scrape = await RawScrape.StartAsync(host.Ops);
            if (i % 2 == 0)
            {
                await scrape.ReadByteAsync();
            }

            scrape.Reset();
        }

        var collector = host.Services.GetRequiredService<MetricsCollector>();
        await Eventually.IsTrueAsync(() => collector.SnapshotsRead == 0, "the numbers are given back");
        Assert.Contains("\nfilled_total{", await host.ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrapes_at_one_time_share_collections_and_each_gets_a_whole_page()
    {
        await using var host = await StartAsync();
        var collections = 0;
        _meter.CreateObservableGauge("collections", () => Interlocked.Increment(ref collections));
        Fill(series: 500, bytes: 1000);

        var pages = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(host.ScrapeAsync)));

        Assert.All(pages, page =>
        {
            Assert.EndsWith("\n", page, StringComparison.Ordinal);
            Assert.Equal(500, page.Split('\n').Count(line => line.StartsWith("filled_total{", StringComparison.Ordinal)));
        });
        Assert.InRange(collections, 1, 64);
        var numbers = pages.Select(page => page.Split('\n').Single(line => line.StartsWith("collections ", StringComparison.Ordinal)));
        Assert.InRange(numbers.Distinct().Count(), 1, collections);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("always_off", false)]
    public async Task Exemplars_are_on_unless_the_variable_says_otherwise(string? filter, bool expected)
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.Configuration["OTEL_METRICS_EXEMPLAR_FILTER"] = filter);
        using var activity = new Activity("work") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        _meter.CreateCounter<int>("hits").Add(1);
        using var answer = await GetAsync(host, ("Accept", Prometheus3));

        Assert.Equal(expected, (await answer.Content.ReadAsStringAsync()).Contains($"hits_total 1 # {{trace_id=\"{activity.TraceId}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_translated_and_nothing_is_added_by_default()
    {
        var options = new PrometheusOptions();

        Assert.Equal(PrometheusTranslationStrategy.UnderscoreEscapingWithSuffixes, options.TranslationStrategy);
        Assert.False(options.ScopeLabels);
        Assert.False(options.CreatedSeries);
        Assert.True(options.ConvertExponentialHistograms);
    }

    [Fact]
    public async Task The_options_are_read_from_the_configuration()
    {
        await using var host = await ServiceHost.StartWorkerAsync(Configure(("TranslationStrategy", "notranslation"), ("ScopeLabels", "true")));
        _meter.CreateCounter<int>("shop.hits").Add(1);

        Assert.Contains("\nshop_hits{otel_scope_name=\"Telemetry.Tests.Declared\"} 1\n", await host.ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_options_stop_the_host()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => ServiceHost.StartWorkerAsync(Configure(("TranslationStrategy", "None"), ("CreatedSeries", "maybe"))));

        Assert.Equal(
            [
                "CloudNative:Telemetry:Prometheus:TranslationStrategy must be one of UnderscoreEscapingWithSuffixes, UnderscoreEscapingWithoutSuffixes, "
                + "NoUTF8EscapingWithSuffixes, NoTranslation, but was 'None'.",
                "CloudNative:Telemetry:Prometheus:CreatedSeries must be true or false, but was 'maybe'.",
            ],
            exception.Failures);
    }

    private static Action<HostApplicationBuilder> Configure(params (string Key, string Value)[] values) => builder =>
        builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:Prometheus:" + pair.Key, (string?)pair.Value)));

    private static Task<ServiceHost> StartAsync() => ServiceHost.StartWorkerAsync();

    private static async Task<HttpResponseMessage> GetAsync(ServiceHost host, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Ops, "metrics"));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await client.SendAsync(request);
    }

    private void Fill(int series, int bytes)
    {
        var filled = _meter.CreateCounter<int>("filled");
        for (var i = 0; i < series; i++)
        {
            filled.Add(1, new KeyValuePair<string, object?>("text", i + new string('x', bytes)));
        }
    }
}
