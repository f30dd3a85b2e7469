namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Requests that wait for a place: critical ones first, each for the same time at most, and never more than there are places.</summary>
/// <param name="limit">How long one waits; zero lets none wait.</param>
/// <param name="time">The clock.</param>
/// <param name="tryEnter">Takes a place for a priority.</param>
/// <remarks>Thread-safe. Nothing of it is touched while no request waits, but one counter.</remarks>
internal sealed class WaitingRequests(TimeSpan limit, TimeProvider time, Func<RequestPriority, bool> tryEnter) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiter> _critical = new();
    private readonly Queue<Waiter> _others = new();
    private ITimer? _timer;
    private int _count;
    private bool _isOver;

    public int Count => Volatile.Read(ref _count);

    public bool IsAllowed => limit > TimeSpan.Zero;

    /// <summary>Waits.</summary>
    /// <returns>Whether the request has got a place.</returns>
    public Task<bool> WaitAsync(RequestPriority priority, int most)
    {
        var waiter = new Waiter(priority, time.GetTimestamp());
        lock (_lock)
        {
            if (_isOver || _count >= most)
            {
                return Task.FromResult(false);
            }

            (priority == RequestPriority.Critical ? _critical : _others).Enqueue(waiter);
            Interlocked.Increment(ref _count);
            if (_count == 1)
            {
                _timer ??= WithoutContext(time, Expire);
                _timer.Change(limit, Timeout.InfiniteTimeSpan);
            }
        }

        // A place may have become free between the look at the limit and now.
        PlaceFree();
        return waiter.Task;
    }

    /// <summary>Gives free places to those who wait.</summary>
    public void PlaceFree()
    {
        while (Volatile.Read(ref _count) > 0 && TakeNext() is { } waiter)
        {
            waiter.SetResult(true);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer?.Dispose();
        }

        End(TimeSpan.Zero);
    }

    private static ITimer WithoutContext(TimeProvider time, Action expire)
    {
        // The timer outlives the request that makes it.
        using (ExecutionContext.SuppressFlow())
        {
            return time.CreateTimer(static state => ((Action)state!)(), expire, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private Waiter? TakeNext()
    {
        lock (_lock)
        {
            var queue = _critical.Count > 0 ? _critical : _others;
            if (!queue.TryPeek(out var waiter) || !tryEnter(waiter.Priority))
            {
                return null;
            }

            queue.Dequeue();
            Interlocked.Decrement(ref _count);
            return waiter;
        }
    }

    private void Expire()
    {
        End(limit);
        lock (_lock)
        {
            if (!_isOver && _count > 0)
            {
                _timer?.Change(NextEnd(), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void End(TimeSpan age)
    {
        while (TakeExpired(age) is { } waiter)
        {
            waiter.SetResult(false);
        }
    }

    private Waiter? TakeExpired(TimeSpan age)
    {
        lock (_lock)
        {
            foreach (var queue in (ReadOnlySpan<Queue<Waiter>>)[_critical, _others])
            {
                if (queue.TryPeek(out var waiter) && time.GetElapsedTime(waiter.Since) >= age)
                {
                    Interlocked.Decrement(ref _count);
                    return queue.Dequeue();
                }
            }

            return null;
        }
    }

    private TimeSpan NextEnd()
    {
        var oldest = TimeSpan.Zero;
        foreach (var queue in (ReadOnlySpan<Queue<Waiter>>)[_critical, _others])
        {
            if (queue.TryPeek(out var waiter) && time.GetElapsedTime(waiter.Since) is var age && age > oldest)
            {
                oldest = age;
            }
        }

        return oldest >= limit ? TimeSpan.FromMilliseconds(1) : limit - oldest + TimeSpan.FromMilliseconds(1);
    }

    private sealed class Waiter(RequestPriority priority, long since) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public RequestPriority Priority { get; } = priority;

        public long Since { get; } = since;
    }
}
