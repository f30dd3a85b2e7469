using CloudNative.Sdk.Core;
using CloudNative.Sdk.Telemetry.Cardinality;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Requests;

/// <summary>Collects where no scrape has lately, so that the history of the requests goes on; the dearer a collection is, the less often.</summary>
internal sealed class RequestSampler(IServiceProvider services, TimeProvider time) : IStartedStep, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>A collection may take this part of the time at most.</summary>
    private const double MaxShare = 0.005;

    private ITimer? _timer;
    private bool _isCollecting;
    private long _ended;
    private TimeSpan _pause;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // A worker serves no requests.
        if (services.GetService<IServer>() is not null)
        {
            _timer = time.CreateTimer(static sampler => _ = ((RequestSampler)sampler!).SampleAsync(), this, RequestHistory.Period, RequestHistory.Period);
        }

        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private async Task SampleAsync()
    {
        if (Volatile.Read(ref _isCollecting) || time.GetElapsedTime(_ended) < _pause)
        {
            return;
        }

        Volatile.Write(ref _isCollecting, true);
        try
        {
            if (services.GetRequiredService<RequestHistory>().IsDue && services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Enabled)
            {
                var start = time.GetTimestamp();
                await services.GetRequiredService<CollectionTrigger>().CollectAsync(Limit).ConfigureAwait(false);
                (_ended, _pause) = (time.GetTimestamp(), time.GetElapsedTime(start) / MaxShare);
            }
        }
        catch (Exception)
        {
            // The host has stopped meanwhile; any other failure is told by the scrapes, and leaves a gap in the chart.
        }
        finally
        {
            Volatile.Write(ref _isCollecting, false);
        }
    }
}
