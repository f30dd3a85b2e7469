using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery;

internal static partial class Log
{
    [LoggerMessage(8304, LogLevel.Error, "CNS8304: the changed section 'Services' is not used, the one before it stays: {Faults}")]
    public static partial void ReloadRefused(this ILogger logger, string faults);

    [LoggerMessage(8305, LogLevel.Information, "The section 'Services' has changed; services with endpoints: {Services}")]
    public static partial void Reloaded(this ILogger logger, string services);
}
