namespace CloudNative.Sdk.Benchmarks.Simulation;

/// <summary>A clock that the simulation sets.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    public long Now { get; set; } = TimeSpan.TicksPerHour;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;
}
