using CloudNative.Sdk.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Cardinality;

/// <summary>Collects once a minute where nobody scrapes, as with OTLP alone: an overflow is reported there too.</summary>
internal sealed class CardinalityTimer(IServiceProvider services, TimeProvider time, ILogger<CardinalityTimer> logger) : IStartedStep, IDisposable
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private ITimer? _timer;
    private long _seen;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static timer => _ = ((CardinalityTimer)timer!).LookAsync(), this, Period, Period);
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private async Task LookAsync()
    {
        try
        {
            var watch = services.GetRequiredService<CardinalityWatch>();
            if (watch.Collections == _seen
                && services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Enabled
                && await services.GetRequiredService<CollectionTrigger>().CollectAsync(Limit).ConfigureAwait(false) is { } failure)
            {
                logger.NotLookedAt(failure);
            }

            _seen = watch.Collections;
        }
        catch (ObjectDisposedException)
        {
            // The host has stopped meanwhile.
        }
        catch (Exception exception)
        {
            logger.NotLookedAt(exception.Message);
        }
    }
}
