namespace CloudNative.Sdk.OpsPage.Tests.Services;

/// <summary>A clock that runs many times as fast as the real one, for pictures of what takes a quarter of an hour.</summary>
internal sealed class FastClock(int times) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _epoch = new(2026, 11, 21, 2, 57, 0, TimeSpan.Zero);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + ((System.GetTimestamp() - _start) * times);

    public override DateTimeOffset GetUtcNow() => _epoch + GetElapsedTime(_start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Max(1, Math.Round(time.TotalMilliseconds / times)));
}
