using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using CloudNative.Sdk.Telemetry;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Metrics;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>What serves <c>/metrics</c>, without the network.</summary>
internal sealed class ScrapeSubject : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Meter _meter = new("scrape");
    private readonly MeterProvider _provider;
    private readonly MetricsCollector _collector;
    private readonly Renditions _renditions;

    public ScrapeSubject(int series)
    {
        var exporter = new SnapshotExporter([]);
        _provider = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .AddMeter(_meter.Name)
            .SetMaxMetricStreams(10_000)
            .AddReader(new PullReader(exporter))
            .Build();
        _collector = new MetricsCollector(exporter, TimeProvider.System);
        _renditions = new Renditions(Microsoft.Extensions.Options.Options.Create(new PrometheusOptions()), NullLogger<Renditions>.Instance);
        ScrapePlan.Fill(_meter, series);
    }

    /// <summary>Lets OpenTelemetry collect, which leaves nothing here.</summary>
    public void CollectWithoutUs() => _provider.ForceFlush();

    /// <summary>Scrapes once.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ScrapeAsync(NullPipe pipe, Exposition exposition)
    {
        var collected = _collector.CollectAsync(Limit, out var scrape);
        var snapshot = await collected ?? throw new InvalidOperationException(scrape.Failure);
        var (plan, resource) = _renditions.For(exposition.Escaping).Plan(snapshot);
        scrape.BeginWriting(pipe, Limit);
        await PageResponse.SendAsync(new PageWriter(snapshot, plan, resource, exposition.Format, createdSeries: false), pipe, scrape);
        _collector.End(scrape);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _provider.Dispose();
        _collector.Dispose();
    }
}
