using System.Buffers.Binary;
using System.Diagnostics;

namespace CloudNative.Sdk.Telemetry.Logs.Volume;

/// <summary>Decides whether a record belongs to the share that is kept: inside a trace by the trace's id, else by chance.</summary>
/// <remarks>The arithmetic of OpenTelemetry's <c>TraceIdRatioBasedSampler</c>, so that equal ratios keep the same traces.</remarks>
internal sealed class TraceShare(double ratio)
{
    private const int TraceIdBytes = 16;

    private readonly long _bound = ratio >= 1 ? long.MaxValue : (long)(ratio * long.MaxValue);

    public bool Keeps(Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
        {
            return Random.Shared.NextDouble() < ratio;
        }

        Span<byte> id = stackalloc byte[TraceIdBytes];
        activity.TraceId.CopyTo(id);
        var number = BinaryPrimitives.ReadInt64BigEndian(id);
        return ratio >= 1 || (number != long.MinValue && Math.Abs(number) < _bound);
    }
}
