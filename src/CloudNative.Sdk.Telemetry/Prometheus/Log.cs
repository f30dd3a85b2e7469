using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Prometheus;

internal static partial class Log
{
    [LoggerMessage(8401, LogLevel.Warning,
        "CNS8401: the instrument '{Instrument}' of the meter '{Meter}' is left out of /metrics: as the {Type} '{Name}' it contradicts another metric. Rename the instrument.")]
    public static partial void MetricNameTaken(this ILogger logger, string instrument, string meter, string name, string type);

    [LoggerMessage(8402, LogLevel.Warning, "CNS8402: a scrape was answered with 503: {Reason}.")]
    public static partial void ScrapeFailed(this ILogger logger, string reason);

    [LoggerMessage(8403, LogLevel.Warning,
        "CNS8403: the instrument '{Instrument}' of the meter '{Meter}' has a series that is there already in '{Name}'. The first ones are in /metrics. "
        + "Give the instruments different names or tags.")]
    public static partial void SeriesTwice(this ILogger logger, string instrument, string meter, string name);

    [LoggerMessage(8404, LogLevel.Warning,
        "CNS8404: the exponential histogram '{Instrument}' of the meter '{Meter}' is left out of /metrics, which has no form for it. "
        + "Set CloudNative:Telemetry:Prometheus:ConvertExponentialHistograms to true to see it with a bucket for each power of two.")]
    public static partial void ExponentialHistogramLeftOut(this ILogger logger, string instrument, string meter);

    [LoggerMessage(8405, LogLevel.Warning,
        "CNS8405: the instrument '{Instrument}' of the meter '{Meter}' describes '{Name}' in other words than an earlier one. The first description is in /metrics. "
        + "Give both the same description, or different names.")]
    public static partial void OtherDescription(this ILogger logger, string instrument, string meter, string name);

    [LoggerMessage(8406, LogLevel.Warning, "CNS8406: a scrape was broken off: {Reason}.")]
    public static partial void ScrapeBrokenOff(this ILogger logger, string reason);
}
