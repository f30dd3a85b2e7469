using System.Globalization;
using System.Net;
using CloudNative.Sdk.Testing.Hosting;

namespace CloudNative.Sdk.Testing.Draining;

/// <summary>What callers and balancers expect of a service that is told to stop.</summary>
internal sealed class DrainContract(IServiceHost host, HttpClient ops)
{
    /// <summary>How long a balancer that has seen the service as not ready may still send requests to it.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromSeconds(30);

    private const int WarmUpRequests = 20;

    private readonly Readiness _readiness = new(host, ops);

    public async Task<DrainResult> AssertAsync(string path, CancellationToken cancellationToken)
    {
        await using var load = host.Application is { } application ? new DrainLoad(application, path) : null;
        await WarmUpAsync(load, cancellationToken).ConfigureAwait(false);

        var told = TimeProvider.System.GetTimestamp();
        var stop = host.StopAsync(cancellationToken);
        var notReady = await NotReadyAsync(stop, cancellationToken).ConfigureAwait(false);
        var notReadyAfter = TimeProvider.System.GetElapsedTime(told);
        var (before, lostBefore) = (load?.Requests ?? 0, load?.Lost ?? 0);
        if (load is not null)
        {
            await Task.Delay(Notice, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            await load.StopAsync().ConfigureAwait(false);
        }

        await stop.ConfigureAwait(false);
        var stoppedAfter = TimeProvider.System.GetElapsedTime(told);
        Judge(load, notReady, lostBefore, notReadyAfter);
        return new DrainResult(load?.Requests ?? 0, (load?.Requests ?? 0) - before, notReadyAfter, stoppedAfter);
    }

    private static async Task WarmUpAsync(DrainLoad? load, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (load is { Lost: 0, Requests: < WarmUpRequests } && TimeProvider.System.GetElapsedTime(started) < WarmUpLimit)
        {
            await Task.Delay(Readiness.Interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        if (load is { Lost: > 0 })
        {
            throw new ContractException($"Requests fail before the service is told to stop: {load.Reasons}. Give AssertDrainsAsync a path that answers 2xx.");
        }
    }

    /// <summary>Asks until readiness is 503; false where the service was gone before.</summary>
    private async Task<bool> NotReadyAsync(Task stop, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await _readiness.StatusAsync(cancellationToken).ConfigureAwait(false);
            if (status is HttpStatusCode.ServiceUnavailable or null || stop.IsCompleted)
            {
                return status == HttpStatusCode.ServiceUnavailable;
            }

            await Task.Delay(Readiness.Interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Judge(DrainLoad? load, bool notReady, int lostBefore, TimeSpan notReadyAfter)
    {
        var faults = new List<string>();
        if (!notReady)
        {
            faults.Add("readiness was never seen to answer 503, so no balancer can take the service out of use in time; give it a CloudNative:Health:DrainDelay");
        }

        if (lostBefore > 0)
        {
            faults.Add($"{lostBefore} requests were lost before readiness answered 503");
        }

        if (load is { Lost: var lost } && lost > lostBefore)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{lost - lostBefore} requests were lost in the {Notice.TotalMilliseconds:0} ms after readiness had turned 503 ({notReadyAfter.TotalMilliseconds:0} ms after the stop); CloudNative:Health:DrainDelay is too short"));
        }

        if (load is { Lost: > 0 })
        {
            faults.Add($"of {load.Requests} requests {load.Lost} were lost: {load.Reasons}");
        }

        ContractException.ThrowIfAny("The service does not drain", faults);
    }
}
