using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Tests.Signals;

public sealed class CollectionTests
{
    private const string Declared = "Telemetry.Tests.Declared";

    [Fact]
    public async Task Excluded_meters_and_instruments_are_left_out_whatever_names_them()
    {
        await using var host = await StartAsync(
            ("Meters:0", "Collected.*"), ("ExcludedMeters:0", "collected.noisy"), ("ExcludedMeters:1", "System.Net.*"), ("ExcludedInstruments:0", "dotnet.gc.*"), ("ExcludedInstruments:1", "wanted.b?d"));
        using var noisy = new Meter("Collected.Noisy");
        using var wanted = new Meter("Collected.Wanted");
        noisy.CreateCounter<int>("noisy").Add(1);
        wanted.CreateCounter<int>("wanted.bad").Add(1);
        wanted.CreateCounter<int>("wanted.good").Add(1);
        var page = await host.ScrapeAsync();

        Assert.Contains("\nwanted_good_total 1\n", page, StringComparison.Ordinal);
        Assert.Contains("\ndotnet_assembly_count ", page, StringComparison.Ordinal);
        Assert.All(["noisy", "wanted_bad", "dotnet_gc", "http_client", "dns_"], name => Assert.DoesNotContain(name, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_excluded_meter_stays_out_where_the_application_has_a_view_for_its_instruments()
    {
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
        {
            Configure(builder, ("ExcludedMeters:0", Declared), ("Meters:0", "Collected.Wanted"));
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddView("noisy*", new ExplicitBucketHistogramConfiguration { Boundaries = [1] }));
        });
        using var excluded = new Meter(Declared);
        using var wanted = new Meter("Collected.Wanted");
        excluded.CreateHistogram<double>("noisy.one").Record(1);
        wanted.CreateHistogram<double>("noisy.two").Record(1);
        var page = await host.ScrapeAsync();

        Assert.Equal(["1", "+Inf"], Buckets(page, "noisy_two"));
        Assert.DoesNotContain("noisy_one", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histograms_have_the_buckets_of_the_configuration_then_of_the_code_then_of_the_unit()
    {
        await using var host = await StartAsync(
            ("HistogramBuckets:stated.one", "1, 2.5"), ("HistogramBuckets:stated.*:0", "3"), ("HistogramBuckets:stated.*:1", "4"), ("HistogramBuckets:*", "7"), ("UnitBuckets", "true"));
        var page = await RecordAsync(host);

        Assert.Equal(["1", "2.5", "+Inf"], Buckets(page, "stated_one"));
        Assert.Equal(["3", "4", "+Inf"], Buckets(page, "stated_two"));
        Assert.Equal(["7", "+Inf"], Buckets(page, "took_seconds"));
    }

    [Fact]
    public async Task Histograms_without_advice_have_buckets_that_suit_their_unit()
    {
        await using var host = await StartAsync();
        var page = await RecordAsync(host);

        Assert.Equal(["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10", "+Inf"], Buckets(page, "took_seconds"));
        Assert.Equal(
            ["256", "1024", "4096", "16384", "65536", "262144", "1048576", "4194304", "16777216", "67108864", "268435456", "+Inf"], Buckets(page, "sizes_bytes"));
        Assert.Equal(["0.5", "+Inf"], Buckets(page, "advised_seconds"));
        Assert.Equal("10000", Buckets(page, "stated_one")[^2]);
    }

    [Fact]
    public async Task Buckets_by_unit_can_be_switched_off()
    {
        await using var host = await StartAsync(("UnitBuckets", "false"));
        var page = await RecordAsync(host);

        Assert.Equal("10000", Buckets(page, "took_seconds")[^2]);
        Assert.Equal("10000", Buckets(page, "sizes_bytes")[^2]);
    }

    [Fact]
    public async Task Each_instrument_has_the_limit_of_its_name_or_else_the_common_one()
    {
        await using var host = await StartAsync(("CardinalityLimit", "3"), ("CardinalityLimits:wide.*", "5"));
        using var meter = new Meter(Declared);
        var narrow = meter.CreateCounter<int>("narrow");
        var wide = meter.CreateCounter<int>("wide.one");
        for (var i = 0; i < 10; i++)
        {
            narrow.Add(1, new KeyValuePair<string, object?>("id", i));
            wide.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        var page = await host.ScrapeAsync();

        Assert.Equal((3, 5), (Count(page, "narrow_total{id="), Count(page, "wide_one_total{id=")));
        Assert.Contains("narrow_total{otel_metric_overflow=\"true\"} 7\n", page, StringComparison.Ordinal);
        Assert.Contains("wide_one_total{otel_metric_overflow=\"true\"} 5\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excluded_sources_are_not_exported_and_what_they_enclose_is()
    {
        var exported = new List<string>();
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
        {
            Configure(builder, ("Sources:0", "Collected.*"), ("ExcludedSources:0", "*.Noisy"), ("ExcludedSources:1", Declared));
            builder.AddCloudNativeTelemetry();
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new Names(exported))));
        });
        using var noisy = new ActivitySource("Collected.Noisy");
        using var wanted = new ActivitySource("Collected.Wanted");
        using var declared = new ActivitySource(Declared);
        using (noisy.StartActivity("outer"))
        {
            wanted.StartActivity("inner")?.Dispose();
        }

        Assert.Null(declared.StartActivity("declared"));
        Assert.Equal(["inner"], exported);
    }

    [Fact]
    public async Task Excluded_sources_are_not_exported_by_an_exporter_that_was_added_first()
    {
        var exported = new List<string>();
        await using var host = await ServiceHost.StartWorkerAsync(builder =>
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new Names(exported))));
            Configure(builder, ("Sources:0", "Collected.*"), ("ExcludedSources:0", "*.Noisy"));
        });
        using var noisy = new ActivitySource("Collected.Noisy");
        using var wanted = new ActivitySource("Collected.Wanted");
        noisy.StartActivity("noisy")!.Stop();
        wanted.StartActivity("wanted")!.Stop();

        Assert.Equal(["wanted"], exported);
    }

    private static async Task<string> RecordAsync(ServiceHost host)
    {
        using var meter = new Meter(Declared);
        meter.CreateHistogram<double>("stated.one").Record(1);
        meter.CreateHistogram<double>("stated.two").Record(1);
        meter.CreateHistogram<double>("took", "s").Record(1);
        meter.CreateHistogram<long>("sizes", "By").Record(1);
        meter.CreateHistogram("advised", "s", null, null, new InstrumentAdvice<float> { HistogramBucketBoundaries = [0.5f] }).Record(1);
        return await host.ScrapeAsync();
    }

    private static string[] Buckets(string page, string name) =>
        [.. page.Split('\n').Where(line => line.StartsWith(name + "_bucket{le=", StringComparison.Ordinal)).Select(line => line.Split('"')[1])];

    private static int Count(string page, string start) => page.Split('\n').Count(line => line.StartsWith(start, StringComparison.Ordinal));

    private static Task<ServiceHost> StartAsync(params (string Key, string Value)[] values) => ServiceHost.StartWorkerAsync(builder => Configure(builder, values));

    private static void Configure(HostApplicationBuilder builder, params (string Key, string Value)[] values) =>
        builder.Configuration.AddInMemoryCollection(values.Select(pair => KeyValuePair.Create("CloudNative:Telemetry:" + pair.Key, (string?)pair.Value)));

    private sealed class Names(List<string> names) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                names.Add(activity.DisplayName);
            }

            return ExportResult.Success;
        }
    }
}
