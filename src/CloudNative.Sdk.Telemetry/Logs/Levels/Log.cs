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

    [LoggerMessage(8444, LogLevel.Error, "CNS8444: the log filters of the configuration cannot be read; the last good ones stay in force. Correct the section Logging.")]
    public static partial void FiltersKept(this ILogger logger, Exception exception);

    [LoggerMessage(8445, LogLevel.Error, "CNS8445: code that listens to changes of the log filters failed, so that others may have missed a change of level. Correct it.")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception);
}
