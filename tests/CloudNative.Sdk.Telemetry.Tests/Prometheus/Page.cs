using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using CloudNative.Sdk.Telemetry.Prometheus;
using CloudNative.Sdk.Testing;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

/// <summary>The metrics of one meter of its own, with the collector that serves <c>/metrics</c>.</summary>
internal sealed class Page : IDisposable
{
    private readonly MeterProvider _provider;
    private readonly LoggerFactory _loggers;

    public Page(CapturedLogs? logs = null, Action<MeterProviderBuilder>? configure = null, params ICollectionObserver[] observers)
    {
        _loggers = new LoggerFactory(logs is null ? [] : [logs]);
        var exporter = new SnapshotExporter(observers);
        var builder = OpenTelemetry.Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes([new("service.name", "orders"), new("service.version", "1.2.3")]))
            .AddMeter(Meter.Name)
            .AddReader(new BaseExportingMetricReader(exporter));
        configure?.Invoke(builder);
        _provider = builder.Build();
        Collector = new MetricsCollector(exporter, _loggers.CreateLogger<MetricsCollector>());
    }

    public Meter Meter { get; } = new("Page." + Guid.NewGuid().ToString("N"));

    public MetricsCollector Collector { get; }

    /// <summary>Gets the page without the three lines of target_info.</summary>
    public async Task<string> ReadAsync()
    {
        var text = await ReadWholeAsync();
        return string.Join('\n', text.Split('\n').Skip(3));
    }

    public async Task<string> ReadWholeAsync()
    {
        var buffer = new ArrayBufferWriter<byte>();
        Assert.Null(await Collector.WriteAsync(TimeSpan.FromSeconds(10), () => buffer, CancellationToken.None));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Dispose()
    {
        Meter.Dispose();
        _provider.Dispose();
        Collector.Dispose();
        _loggers.Dispose();
    }
}
