using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>Lets the records of one flow of execution, as of one request, through from a lower level on than the filters do.</summary>
/// <remarks>Thread-safe. While no flow is uplifted anywhere, a log call pays for the reading of one number.</remarks>
internal sealed class LogUplift(TimeProvider time)
{
    private readonly AsyncLocal<Flow?> _current = new();
    private volatile int _active;

    /// <summary>Gets whether any flow is uplifted.</summary>
    public bool IsActive => _active > 0;

    /// <summary>Uplifts what is called from here until the result is disposed.</summary>
    /// <param name="lowest">The lowest level that is let through.</param>
    /// <param name="categories">How the names of the categories begin, whatever the case; empty for all.</param>
    /// <param name="end">When the uplift ends by itself; null for never.</param>
    public IDisposable Begin(LogLevel lowest, string categories = "", DateTimeOffset? end = null)
    {
        var flow = new Flow(this, lowest, categories, end ?? DateTimeOffset.MaxValue, _current.Value);
        _current.Value = flow;
        Interlocked.Increment(ref _active);
        return flow;
    }

    /// <summary>Returns whether a record of this level and category belongs to a flow that is uplifted to it.</summary>
    public bool Includes(LogLevel level, string category) =>
        _current.Value is { IsOver: false } flow
        && level >= flow.Lowest
        && category.StartsWith(flow.Categories, StringComparison.OrdinalIgnoreCase)
        && time.GetUtcNow() < flow.End;

    private sealed class Flow(LogUplift uplift, LogLevel lowest, string categories, DateTimeOffset end, Flow? outer) : IDisposable
    {
        private int _over;

        public LogLevel Lowest => lowest;

        public string Categories => categories;

        public DateTimeOffset End => end;

        /// <summary>Gets whether the uplift has ended: work that outlives the request still carries it.</summary>
        public bool IsOver => Volatile.Read(ref _over) != 0;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
            {
                Interlocked.Decrement(ref uplift._active);
                uplift._current.Value = outer;
            }
        }
    }
}
