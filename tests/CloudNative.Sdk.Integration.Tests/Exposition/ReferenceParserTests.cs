using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http.Headers;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Integration.Tests.Exposition;

public sealed class ReferenceParserTests
{
    private const int Instruments = 10_000;

    [Fact]
    public async Task Ten_thousand_random_instruments_are_read_back_as_they_were_measured()
    {
        using var meter = new Meter("Random." + Guid.NewGuid().ToString("N"));
        await using var host = await StartAsync(meter);
        var metrics = new RandomMetrics(meter, new Random(20261121));
        for (var i = 0; i < Instruments; i++)
        {
            metrics.Add(i);
        }

        var samples = await ScrapeAsync(host);
        var found = samples
            .Where(sample => sample.Name.StartsWith('i') && char.IsAsciiDigit(sample.Name[1]))
            .ToDictionary(sample => RandomMetrics.Key(sample.Name, sample.Labels), sample => Number(sample.Value), StringComparer.Ordinal);

        Assert.Equal(metrics.Expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(metrics.Expected, pair => Assert.Equal(pair.Value, found[pair.Key]));
    }

    [Fact]
    public async Task Exemplars_types_units_and_help_are_read_back()
    {
        using var meter = new Meter("Exemplars." + Guid.NewGuid().ToString("N"));
        await using var host = await StartAsync(meter);
        using var activity = new Activity("work") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        meter.CreateCounter<int>("reads", "By", "Help with \"quotes\", \\ and\nlines.").Add(3);
        meter.CreateHistogram<double>("wait", "s", null, tags: null, advice: new() { HistogramBucketBoundaries = [1] }).Record(0.25);
        var samples = await ScrapeAsync(host);

        var reads = Assert.Single(samples, sample => sample.Name == "reads_bytes_total");
        Assert.Equal(("counter", "bytes", "Help with \"quotes\", \\ and\nlines."), (reads.Type, reads.Unit, reads.Help));
        var bucket = Assert.Single(samples, sample => sample.Name == "wait_seconds_bucket" && sample.Labels["le"] == "1.0");
        Assert.All((ReferenceSample[])[reads, bucket], sample =>
        {
            Assert.Equal(activity.TraceId.ToString(), sample.Exemplar?.Labels["trace_id"]);
            Assert.Equal(activity.SpanId.ToString(), sample.Exemplar?.Labels["span_id"]);
        });
        Assert.Equal("0.25", bucket.Exemplar?.Value);
        Assert.Equal("info", Assert.Single(samples, sample => sample.Name == "target_info").Type);
    }

    [Fact]
    public async Task The_parser_can_refuse_a_page() => await Assert.ThrowsAsync<ChildProcessException>(
        () => ReferenceParser.ReadAsync("# TYPE a counter\na 1\n# EOF\n", TestContext.Current.CancellationToken));

    private static Task<TestHost> StartAsync(Meter meter) => TestHost.Worker(
        builder =>
        {
            builder.AddCloudNativeTelemetry();
            new OtherBuilder(builder.Services).WithMetrics(metrics => metrics.SetMaxMetricStreams(2 * Instruments));
        },
        ("CloudNative:Telemetry:Meters:0", meter.Name),
        ("CloudNative:Telemetry:UnitBuckets", "false")).StartAsync();

    private static async Task<IReadOnlyList<ReferenceSample>> ScrapeAsync(TestHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("application/openmetrics-text;version=1.0.0"));
        using var answer = await host.Ops.SendAsync(request);
        return await ReferenceParser.ReadAsync(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(), TestContext.Current.CancellationToken);
    }

    private static double Number(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private sealed class OtherBuilder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
