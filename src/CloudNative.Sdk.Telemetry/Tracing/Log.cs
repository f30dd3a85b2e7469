using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tracing;

internal static partial class Log
{
    [LoggerMessage(8420, LogLevel.Warning,
        "CNS8420: the buffer for traces that were not chosen was full (CloudNative:Telemetry:Tracing:MaxBufferedSpans is {MaxBufferedSpans}): {Dropped} inner spans "
        + "were dropped. Traces that are kept may lack them. Raise the option, or choose more traces by SampleRatio.")]
    public static partial void TailBufferFull(this ILogger logger, int maxBufferedSpans, long dropped);
}
