using System.Net;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo.Steps;

/// <summary>Sends new connections to the instances that are ready, as a Kubernetes Service or a load balancer would.</summary>
internal sealed class ReadinessSwitch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _polling;
    private volatile IPEndPoint[] _ready;
    private int _next;

    public ReadinessSwitch(params ServiceProcess[] instances)
    {
        _ready = Array.ConvertAll(instances, instance => instance.Address.ApplicationEndPoint);
        _polling = PollAsync(instances);
    }

    /// <summary>Takes the ready instances in turn.</summary>
    public IPEndPoint Next()
    {
        var ready = _ready;
        return ready[(Interlocked.Increment(ref _next) & int.MaxValue) % ready.Length];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task PollAsync(ServiceProcess[] instances)
    {
        using var timer = new PeriodicTimer(Period, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            var answers = await Task.WhenAll(instances.Select(instance => instance.StatusAsync(instance.Address.Ops("/healthz/ready"), _stop.Token)));
            var ready = instances.Where((_, i) => answers[i] == HttpStatusCode.OK).Select(instance => instance.Address.ApplicationEndPoint).ToArray();

            // With nobody ready the last choice stays, so that the load shows the failure.
            _ready = ready.Length > 0 ? ready : _ready;
        }
    }
}
