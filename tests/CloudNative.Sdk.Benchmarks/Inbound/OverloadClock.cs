namespace CloudNative.Sdk.Benchmarks.Inbound;

/// <summary>A clock that the simulation moves; its timers fire on the way.</summary>
internal sealed class OverloadClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _now = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    public void MoveTo(long now)
    {
        while (_timers.Where(timer => timer.Due <= now).MinBy(timer => timer.Due) is { } timer)
        {
            _now = Math.Max(_now, timer.Due);
            timer.Fire();
        }

        _now = now;
    }

    private sealed class Timer(OverloadClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public long Due { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (Due, _period) = (After(dueTime), period);
            return true;
        }

        public void Fire()
        {
            Due = After(_period);
            callback();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private long After(TimeSpan time) => time > TimeSpan.Zero ? clock._now + time.Ticks : long.MaxValue;
    }
}
