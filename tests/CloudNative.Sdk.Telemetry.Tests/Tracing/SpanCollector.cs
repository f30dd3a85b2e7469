using System.Collections.Concurrent;
using System.Diagnostics;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing;

/// <summary>Collects what an exporter would get, behind the SDK's own export processor.</summary>
internal sealed class SpanCollector : BaseExporter<Activity>
{
    public ConcurrentQueue<Activity> Ended { get; } = new();

    public void AddTo(IHostApplicationBuilder builder) =>
        new OtherBuilder(builder.Services).WithTracing(traces => traces.AddProcessor(new SimpleActivityExportProcessor(this)));

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            Ended.Enqueue(span);
        }

        return ExportResult.Success;
    }

    // The server ends its activity after the response has left.
    public Task WaitForAsync(int count, ActivityKind? kind = null) => Eventually.IsTrueAsync(
        () => Ended.Count(span => kind is null || span.Kind == kind) >= count, $"{count} spans");

    public async Task<Activity> ServerSpanAsync()
    {
        await WaitForAsync(1, ActivityKind.Server);
        return Assert.Single(Ended, span => span.Kind == ActivityKind.Server);
    }

    private sealed class OtherBuilder(IServiceCollection services) : IOpenTelemetryBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}
