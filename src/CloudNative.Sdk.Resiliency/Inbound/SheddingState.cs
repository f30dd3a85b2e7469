using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Inbound;

/// <summary>Counts refused requests, and knows since when the service refuses some: from the first one on until none was refused for two seconds.</summary>
/// <remarks>Thread-safe. A timer runs only while requests are refused.</remarks>
internal sealed class SheddingState(TimeProvider time, double unhealthyShare, ILogger logger) : IDisposable
{
    private const int CalmTicks = 2;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long[] _shed = new long[3];
    private ITimer? _timer;
    private volatile bool _isShedding;
    private volatile bool _isLasting;
    private bool _isOver;
    private int _ticksWithout;
    private long _since;
    private long _mostSince;
    private long _shedBefore;
    private long _shedAtTick;
    private long _defaultShedAtTick;
    private long _defaultServed;
    private long _defaultServedAtTick;

    public bool IsShedding => _isShedding;

    /// <summary>Gets whether this is no burst: requests were refused a second ago too.</summary>
    public bool IsLasting => _isLasting;

    /// <summary>Gets how long requests have been refused; zero where none are.</summary>
    public TimeSpan Duration => _isShedding ? time.GetElapsedTime(Volatile.Read(ref _since)) : TimeSpan.Zero;

    /// <summary>Gets how long most default requests have been refused; zero where that is not so.</summary>
    public TimeSpan MostDuration => _isShedding && Volatile.Read(ref _mostSince) is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public long Shed(RequestPriority priority) => Volatile.Read(ref _shed[(int)priority]);

    public long AllShed => Shed(RequestPriority.Sheddable) + Shed(RequestPriority.Default) + Shed(RequestPriority.Critical);

    /// <summary>Notes a request that was refused.</summary>
    public void OnShed(RequestPriority priority)
    {
        Interlocked.Increment(ref _shed[(int)priority]);
        if (!_isShedding)
        {
            Begin();
        }
    }

    /// <summary>Notes a default request that was let in although places were scarce; while there are plenty, none is refused.</summary>
    public void OnServed(RequestPriority priority)
    {
        if (_isShedding && priority == RequestPriority.Default)
        {
            Interlocked.Increment(ref _defaultServed);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Begin()
    {
        lock (_lock)
        {
            if (_isShedding || _isOver)
            {
                return;
            }

            (_ticksWithout, _mostSince, _shedBefore) = (0, 0, AllShed - 1);
            (_shedAtTick, _defaultShedAtTick, _defaultServedAtTick) = (AllShed, Shed(RequestPriority.Default), Volatile.Read(ref _defaultServed));
            Volatile.Write(ref _since, time.GetTimestamp());
            _isShedding = true;
            using (ExecutionContext.SuppressFlow())
            {
                _timer ??= time.CreateTimer(static state => ((SheddingState)state!).Review(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _timer.Change(Tick, Tick);
        }

        logger.SheddingBegan();
    }

    private void Review()
    {
        long refused;
        TimeSpan duration;
        lock (_lock)
        {
            if (!_isShedding || _isOver)
            {
                return;
            }

            var all = AllShed;
            _ticksWithout = all == _shedAtTick ? _ticksWithout + 1 : 0;
            _shedAtTick = all;
            Compare();
            _isLasting = true;
            if (_ticksWithout < CalmTicks)
            {
                return;
            }

            (refused, duration) = (all - _shedBefore, Duration);
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isLasting = false;
            _isShedding = false;
        }

        logger.SheddingEnded(duration, refused);
    }

    /// <summary>Compares what the last second has refused of the default requests with what it has served.</summary>
    private void Compare()
    {
        var (shed, served) = (Shed(RequestPriority.Default), Volatile.Read(ref _defaultServed));
        var (newShed, newServed) = (shed - _defaultShedAtTick, served - _defaultServedAtTick);
        (_defaultShedAtTick, _defaultServedAtTick) = (shed, served);
        var isMost = newShed > 0 && newShed >= unhealthyShare * (newShed + newServed);
        Volatile.Write(ref _mostSince, !isMost ? 0 : _mostSince != 0 ? _mostSince : time.GetTimestamp());
    }
}
