using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs;

internal static partial class Log
{
    [LoggerMessage(8430, LogLevel.Warning,
        "CNS8430: the service logs through '{Factory}', so logs are neither redacted, sampled nor counted. Add that component as a logger provider, which leaves the "
        + "ILoggerFactory as it is, or let it redact.")]
    public static partial void FactoryReplaced(this ILogger logger, string? factory);

    [LoggerMessage(8431, LogLevel.Warning,
        "CNS8431: no logger provider is called '{Provider}' (CloudNative:Telemetry:Logs:Redaction:RouteTo), so it gets no personal data. Add the provider, or name another by "
        + "its alias or its full type name.")]
    public static partial void RouteUnknown(this ILogger logger, string provider);

    [LoggerMessage(EventId = 8432, Message = "CNS8432: {Dropped} records of '{Category}' were left out within a minute: {Sampled} by sampling, {Limited} by the rate limit.")]
    public static partial void MessagesDropped(this ILogger logger, LogLevel level, long dropped, string category, long sampled, long limited);
}
