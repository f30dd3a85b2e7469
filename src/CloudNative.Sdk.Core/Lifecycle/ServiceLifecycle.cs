namespace CloudNative.Sdk.Core.Lifecycle;

internal sealed class ServiceLifecycle : IServiceLifecycle, IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _state = (int)ServiceState.Starting;

    public ServiceState State => (ServiceState)Volatile.Read(ref _state);

    public CancellationToken Draining => _draining.Token;

    public CancellationToken Stopping => _stopping.Token;

    public void MarkRunning() => MoveTo(ServiceState.Running);

    public void MarkDraining()
    {
        if (MoveTo(ServiceState.Draining))
        {
            _draining.Cancel();
        }
    }

    public void MarkStopping()
    {
        MarkDraining();
        if (MoveTo(ServiceState.Stopping))
        {
            _stopping.Cancel();
        }
    }

    public void Dispose()
    {
        _draining.Dispose();
        _stopping.Dispose();
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
