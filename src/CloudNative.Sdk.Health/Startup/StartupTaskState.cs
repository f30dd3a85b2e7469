namespace CloudNative.Sdk.Health.Startup;

internal sealed class StartupTaskState(string name)
{
    private long _ticks = -1;

    public string Name { get; } = name;

    /// <summary>Gets how long the task took; null until it is done.</summary>
    public TimeSpan? Duration => Interlocked.Read(ref _ticks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    public void Done(TimeSpan duration) => Interlocked.Exchange(ref _ticks, duration.Ticks);
}
