using FsCheck;
using FsCheck.Fluent;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

/// <summary>Times of any length, to the tick.</summary>
internal static class Ticks
{
    public static Gen<long> UpTo(TimeSpan most) =>
        Gen.Zip(Gen.Choose(0, (int)most.TotalMilliseconds - 1), Gen.Choose(0, (int)TimeSpan.TicksPerMillisecond)).Select(time => (time.Item1 * TimeSpan.TicksPerMillisecond) + time.Item2);
}
