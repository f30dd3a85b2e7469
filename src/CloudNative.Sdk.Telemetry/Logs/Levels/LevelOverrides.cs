using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

/// <summary>The levels that were changed while the service runs. Each ends at its time; a restart ends all.</summary>
/// <remarks>Thread-safe. As a source of change tokens it makes the options of the filters, and so the loggers, follow.</remarks>
internal sealed class LevelOverrides(TimeProvider time, IServiceProvider services) : IOptionsChangeTokenSource<LoggerFilterOptions>, IDisposable
{
    public const int MaxCount = 100;

    private readonly Lock _lock = new();
    private readonly Lock _signal = new();
    private volatile LevelOverride[] _current = [];
    private CancellationTokenSource _change = new();
    private ITimer? _timer;
    private bool _disposed;

    public string Name => Microsoft.Extensions.Options.Options.DefaultName;

    public IReadOnlyList<LevelOverride> Current => _current;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref _change).Token);

    /// <summary>Sets a level in the place of one that the category may have already; false when there are too many.</summary>
    public bool TrySet(string category, LogLevel level, TimeSpan duration, string caller)
    {
        var added = new LevelOverride(category, level, time.GetUtcNow() + duration, caller);
        lock (_lock)
        {
            var others = _current.Where(other => !other.IsFor(category)).ToArray();
            if (others.Length >= MaxCount)
            {
                return false;
            }

            _current = [.. others, added];
            Schedule();
        }

        // Told before it holds: a level of Error would hide who has set it.
        Tell(logger => logger.LevelChanged(category, level, added.Until, caller));
        Signal();
        return true;
    }

    /// <summary>Takes back the level of a category, or of all.</summary>
    public void Reset(string? category, string caller)
    {
        foreach (var removed in Remove(candidate => category is null || candidate.IsFor(category)))
        {
            Tell(logger => logger.LevelReset(removed.Category, removed.Level, caller));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Expire()
    {
        var now = time.GetUtcNow();
        foreach (var removed in Remove(candidate => candidate.Until <= now))
        {
            Tell(logger => logger.LevelExpired(removed.Category, removed.Level));
        }
    }

    private LevelOverride[] Remove(Predicate<LevelOverride> which)
    {
        LevelOverride[] removed;
        lock (_lock)
        {
            removed = Array.FindAll(_current, which);
            _current = Array.FindAll(_current, candidate => !which(candidate));
            Schedule();
        }

        if (removed.Length > 0)
        {
            Signal();
        }

        return removed;
    }

    private void Schedule()
    {
        if (_disposed || _current.Length == 0)
        {
            return;
        }

        // Rounded up, since timers cut off parts of a millisecond and would come too early.
        var due = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((_current.Min(candidate => candidate.Until) - time.GetUtcNow()).TotalMilliseconds)));
        if (_timer is not null)
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
            return;
        }

        // The end of a level is not part of the request that has set it.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(static overrides => ((LevelOverrides)overrides!).Expire(), this, due, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Makes the loggers follow, one change after the other: an older state must not come last.</summary>
    private void Signal()
    {
        try
        {
            lock (_signal)
            {
                // Never disposed: somebody may be about to take the token of the old one.
                Interlocked.Exchange(ref _change, new CancellationTokenSource()).Cancel();
            }
        }
        catch (Exception exception)
        {
            Tell(logger => logger.ListenerFailed(exception));
        }

        if (services.GetService<LevelFilter>()?.TakeFault() is { } fault)
        {
            Tell(logger => logger.FiltersKept(fault));
        }
    }

    /// <summary>Logs, whatever the providers do.</summary>
    private void Tell(Action<ILogger> record)
    {
        try
        {
            // The logger needs the filters, which need this object.
            record(services.GetRequiredService<ILoggerFactory>().CreateLogger("CloudNative.Sdk.Telemetry.Logs.Levels"));
        }
        catch (Exception)
        {
            // A provider that fails must end neither the request nor, on the timer, the process; there is nowhere left to say so.
        }
    }
}
