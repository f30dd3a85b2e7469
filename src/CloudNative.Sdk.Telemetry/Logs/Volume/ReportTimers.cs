namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>The timers of the reports, one for each category that left records out. They end with the service.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReportTimers(TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ITimer> _timers = [];
    private bool _disposed;

    /// <summary>Makes a timer that does not run yet; null at the end of the service.</summary>
    public ITimer? Create(Action report)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            // A report belongs to no request, though the first record left out may.
            using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            {
                var timer = time.CreateTimer(static report => Run((Action)report!), report, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timers.Add(timer);
                return timer;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timers.ForEach(timer => timer.Dispose());
            _timers.Clear();
        }
    }

    private static void Run(Action report)
    {
        try
        {
            report();
        }
        catch (Exception)
        {
            // A provider that fails. Let out of a timer, this would end the process.
        }
    }
}
