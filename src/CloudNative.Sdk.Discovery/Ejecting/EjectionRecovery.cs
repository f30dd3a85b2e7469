using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Watching;

namespace CloudNative.Sdk.Discovery.Ejecting;

/// <summary>
/// Brings ejected instances back: one that could not be connected to when a connection in the background succeeds, so that no call has to find out; the
/// others after their time. Runs only while there are any.
/// </summary>
internal sealed class EjectionRecovery(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly HashSet<ServiceWatch> _watches = [];
    private ITimer? _timer;
    private bool _isLooking;
    private bool _isDisposed;

    public void Watch(ServiceWatch watch)
    {
        lock (_turn)
        {
            if (_watches.Add(watch) && _timer is null && !_isDisposed)
            {
                _timer = time.CreateTimer(_ => _ = LookAsync(), null, Period, Period);
            }
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _isDisposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private async Task LookAsync()
    {
        ServiceWatch[] watches;
        lock (_turn)
        {
            // A look in which connections hang is still under way.
            if (_isLooking)
            {
                return;
            }

            _isLooking = true;
            watches = [.. _watches];
        }

        try
        {
            await Task.WhenAll(watches.Select(LookAsync)).ConfigureAwait(false);
        }
        finally
        {
            lock (_turn)
            {
                _isLooking = false;
                _watches.RemoveWhere(watch => watch.Suspects().Count == 0);
                if (_watches.Count == 0)
                {
                    _timer?.Dispose();
                    _timer = null;
                }
            }
        }
    }

    private Task LookAsync(ServiceWatch watch)
    {
        var suspects = watch.Suspects();
        watch.EndSlowStarts(suspects);
        var now = time.GetTimestamp();
        return Task.WhenAll(suspects.Where(instance => instance.Health.Ejection is { } ejection && ejection.Until <= now).Select(instance => ReturnAsync(watch, instance)));
    }

    private async Task ReturnAsync(ServiceWatch watch, Instance instance)
    {
        var mustBeReached = instance.Health.Ejection?.Reason == EjectionReason.Unreachable;
        if (!mustBeReached || await CanConnectAsync(instance).ConfigureAwait(false) || !watch.Extend(instance))
        {
            watch.Return(instance, isOnProbation: true);
        }
    }

    private async Task<bool> CanConnectAsync(Instance instance)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(instance.Endpoint.Host, instance.Port, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
