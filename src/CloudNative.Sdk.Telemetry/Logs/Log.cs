using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs;

internal static partial class Log
{
    [LoggerMessage(8430, LogLevel.Warning,
        "CNS8430: the service logs through '{Factory}', so logs are neither redacted, sampled nor counted. Add that component as a logger provider, which leaves the "
        + "ILoggerFactory as it is, or let it redact.")]
    public static partial void FactoryReplaced(this ILogger logger, string? factory);
}
