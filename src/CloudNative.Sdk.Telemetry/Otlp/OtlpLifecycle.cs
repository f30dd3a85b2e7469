using System.Diagnostics.Metrics;
using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Exports what is left when all else has stopped, within its time: a receiver that hangs must not hold up the stop.</summary>
internal sealed class OtlpLifecycle(
    OtlpExports exports, IServiceProvider services, IOptions<OtlpOptions> options, IMeterFactory meters, TimeProvider time, ILogger<OtlpLifecycle> logger) : HostedLifecycle
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        exports.Attach(logger, meters);
        return Task.CompletedTask;
    }

    public override async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var limit = options.Value.FlushTimeout;
        exports.StopWithin(limit);
        var milliseconds = (int)limit.TotalMilliseconds;
        Task flushes = Task.WhenAll(
            Task.Run(() => services.GetService<TracerProvider>()?.ForceFlush(milliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<MeterProvider>()?.ForceFlush(milliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<LoggerProvider>()?.ForceFlush(milliseconds), CancellationToken.None));
        await flushes.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
