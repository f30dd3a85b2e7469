using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Cardinality;

internal static partial class Log
{
    [LoggerMessage(8410, LogLevel.Warning,
        "CNS8410: the instrument '{Instrument}' of the meter '{Meter}' has reached its limit of series with {Series}; its tag '{Tag}' has the most values, {Values}. What comes "
        + "beyond is added up in one series with otel.metric.overflow=\"true\". Give the tag fewer values, or raise CloudNative:Telemetry:CardinalityLimits:{Instrument}.")]
    public static partial void TooManySeries(this ILogger logger, string instrument, string meter, int series, string tag, int values);

    [LoggerMessage(8411, LogLevel.Debug, "CNS8411: the series could not be looked at: {Reason}.")]
    public static partial void NotLookedAt(this ILogger logger, string reason);
}
