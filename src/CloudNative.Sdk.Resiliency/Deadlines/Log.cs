using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Nothing here is louder than Debug: whoever may send requests decides how often it happens, and the counter tells it.</summary>
internal static partial class Log
{
    [LoggerMessage(8520, LogLevel.Debug, "The header {Header} is ignored, as it is no time that is left: '{Value}'")]
    public static partial void HeaderIgnored(this ILogger logger, string header, string value);

    [LoggerMessage(8521, LogLevel.Debug, "The request came with no time left after the margin, and was refused")]
    public static partial void RequestRefused(this ILogger logger);

    [LoggerMessage(8522, LogLevel.Debug, "The deadline of the request was over before its answer")]
    public static partial void RequestExpired(this ILogger logger);
}
