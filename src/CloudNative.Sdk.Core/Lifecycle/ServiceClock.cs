namespace CloudNative.Sdk.Core.Lifecycle;

/// <summary>Knows since when the service runs.</summary>
internal sealed class ServiceClock(TimeProvider time)
{
    public DateTimeOffset Started { get; } = time.GetUtcNow();

    public TimeSpan Elapsed => time.GetUtcNow() - Started;
}
