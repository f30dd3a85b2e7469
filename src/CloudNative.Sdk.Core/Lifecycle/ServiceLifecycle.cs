using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Lifecycle;

internal sealed class ServiceLifecycle(ILogger<ServiceLifecycle> logger) : IServiceLifecycle, IDisposable
{
    private readonly CancellationTokenSource _running = new();
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();
    private Func<TimeSpan>? _countdown;
    private int _state = (int)ServiceState.Starting;

    public ServiceState State => (ServiceState)Volatile.Read(ref _state);

    public CancellationToken Running => _running.Token;

    public CancellationToken Draining => _draining.Token;

    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Gets whether the service has ever run; a start that failed is stopped without it.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Gets how long the service drains on; null where that is not known.</summary>
    public TimeSpan? DrainLeft => Volatile.Read(ref _countdown)?.Invoke();

    public void MarkRunning()
    {
        HasRun = MoveTo(ServiceState.Running);
        if (HasRun)
        {
            Fire(_running, nameof(Running));
        }
    }

    public void MarkDraining()
    {
        if (MoveTo(ServiceState.Draining))
        {
            Fire(_draining, nameof(Draining));
        }
    }

    /// <summary>Notes how long the drain that begins now takes at most.</summary>
    public void BeginCountdown(TimeSpan? longest, TimeProvider time)
    {
        if (longest is { } length)
        {
            var start = time.GetTimestamp();
            Volatile.Write(ref _countdown, () => length - time.GetElapsedTime(start));
        }
    }

    public void MarkStopping()
    {
        MarkDraining();
        if (MoveTo(ServiceState.Stopping))
        {
            Fire(_stopping, nameof(Stopping));
        }
    }

    public void Dispose()
    {
        _running.Dispose();
        _draining.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Cancels a token; the code of others that hangs on it must not steer the service.</summary>
    private void Fire(CancellationTokenSource source, string name)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException exception)
        {
            logger.CallbackFailed(exception, name);
        }
    }

    /// <summary>Moves forward only.</summary>
    private bool MoveTo(ServiceState state)
    {
        var current = Volatile.Read(ref _state);
        while (current < (int)state)
        {
            var found = Interlocked.CompareExchange(ref _state, (int)state, current);
            if (found == current)
            {
                return true;
            }

            current = found;
        }

        return false;
    }
}
