using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Telemetry.Prometheus.Collection;
using CloudNative.Sdk.Telemetry.Prometheus.Http;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using CloudNative.Sdk.Telemetry.Prometheus.Text;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

/// <summary>The metrics of one meter of its own, with what serves <c>/metrics</c>.</summary>
internal sealed class Page : IDisposable
{
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(30);

    private readonly MeterProvider _provider;
    private readonly LoggerFactory _loggers;

    public Page(
        CapturedLogs? logs = null, Action<MeterProviderBuilder>? configure = null, PrometheusOptions? options = null, params ICollectionObserver[] observers)
    {
        _loggers = new LoggerFactory(logs is null ? [] : [logs]);
        Exporter = new SnapshotExporter(observers);
        var builder = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes([new("service.name", "orders"), new("service.version", "1.2.3")]))
            .AddMeter(Meter.Name)
            .AddReader(new PullReader(Exporter));
        configure?.Invoke(builder);
        _provider = builder.Build();
        Collector = new MetricsCollector(Exporter, TimeProvider.System);
        Renditions = new Renditions(Microsoft.Extensions.Options.Options.Create(options ?? new PrometheusOptions()), _loggers.CreateLogger<Renditions>());
    }

    public Meter Meter { get; } = new("Page." + Guid.NewGuid().ToString("N"));

    public MeterProvider Provider => _provider;

    public SnapshotExporter Exporter { get; }

    public MetricsCollector Collector { get; }

    public Renditions Renditions { get; }

    /// <summary>Gets the page in Prometheus text 0.0.4 without the three lines of target_info.</summary>
    public Task<string> ReadAsync() => ReadAsync(Exposition.Default);

    /// <summary>Gets the page without the three lines of target_info.</summary>
    public async Task<string> ReadAsync(Exposition exposition)
    {
        var text = await ReadWholeAsync(exposition);
        return string.Join('\n', text.Split('\n').Skip(3));
    }

    /// <summary>Gets the page in OpenMetrics 1.0.0 without the three lines of target_info and the last one.</summary>
    public async Task<string> ReadOpenMetricsAsync(NameEscaping escaping = NameEscaping.Underscores)
    {
        var text = await ReadAsync(new Exposition(TextFormat.OpenMetrics100, escaping));
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
        return text[..^"# EOF\n".Length];
    }

    public Task<string> ReadWholeAsync() => ReadWholeAsync(Exposition.Default);

    public async Task<string> ReadWholeAsync(Exposition exposition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Assert.Null(await WriteAsync(buffer, Patient, exposition));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Collects and writes.</summary>
    /// <returns>Why there is no page, or null.</returns>
    public async Task<string?> WriteAsync(IBufferWriter<byte> writer, TimeSpan limit, Exposition exposition)
    {
        var collected = Collector.CollectAsync(limit, out var scrape);
        try
        {
            if (await collected is not { } snapshot)
            {
                return scrape.Failure;
            }

            var (plan, resource) = Renditions.For(exposition.Escaping).Plan(snapshot);
            var page = new PageWriter(snapshot, plan, resource, exposition.Format, Renditions.Options.CreatedSeries);
            while (page.Write(writer, PageResponse.PieceSize))
            {
            }

            return null;
        }
        finally
        {
            Collector.End(scrape);
        }
    }

    public void Dispose()
    {
        Meter.Dispose();
        _provider.Dispose();
        Collector.Dispose();
        _loggers.Dispose();
    }
}
