using System.Net;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>What a stopping service answered until it was gone.</summary>
/// <param name="ServedWhileNotReady">How often readiness was 503 and the application answered a new connection with 200 afterwards.</param>
/// <param name="LivenessFailures">How often liveness answered something else than 200, or nothing while the application still answered.</param>
/// <param name="Drain">From the first to the last time that the application served while not ready.</param>
internal sealed record DrainObservation(int ServedWhileNotReady, int LivenessFailures, TimeSpan Drain)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks the three questions again and again until the process has ended.</summary>
    public static async Task<DrainObservation> WatchAsync(ServiceProcess service, CancellationToken cancellationToken)
    {
        var products = new Uri(service.Address.Application, "/products");
        var (served, failures, first, last) = (0, 0, 0L, 0L);
        while (!service.Process.HasExited)
        {
            var ready = await service.StatusAsync(service.Address.Ops("/healthz/ready"), cancellationToken);
            var live = await service.StatusAsync(service.Address.Ops("/healthz/live"), cancellationToken);
            var application = await service.StatusAsync(products, cancellationToken);
            if (ready == HttpStatusCode.ServiceUnavailable && application == HttpStatusCode.OK)
            {
                last = TimeProvider.System.GetTimestamp();
                first = served++ == 0 ? last : first;
            }

            failures += live == HttpStatusCode.OK || (live is null && application is null) ? 0 : 1;
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return new DrainObservation(served, failures, TimeProvider.System.GetElapsedTime(first, last));
    }
}
