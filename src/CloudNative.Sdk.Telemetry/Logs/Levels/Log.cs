using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Levels;

internal static partial class Log
{
    [LoggerMessage(8440, LogLevel.Warning, "CNS8440: the log level of '{Category}' is {Level} until {Until:O}. Set by {Caller} at /loggers.")]
    public static partial void LevelChanged(this ILogger logger, string category, LogLevel level, DateTimeOffset until, string caller);

    [LoggerMessage(8441, LogLevel.Warning, "CNS8441: the log level of '{Category}' is as configured again, no longer {Level}. Reset by {Caller} at /loggers.")]
    public static partial void LevelReset(this ILogger logger, string category, LogLevel level, string caller);

    [LoggerMessage(8442, LogLevel.Warning, "CNS8442: the log level of '{Category}' is as configured again, no longer {Level}: its time is over.")]
    public static partial void LevelExpired(this ILogger logger, string category, LogLevel level);
}
