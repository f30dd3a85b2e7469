using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Inbound;

internal static partial class Log
{
    [LoggerMessage(8530, LogLevel.Warning, "CNS8530: the service has more requests than it can serve, and refuses some with 503, sheddable ones first")]
    public static partial void SheddingBegan(this ILogger logger);

    [LoggerMessage(8531, LogLevel.Information, "The service serves all requests again; it refused {Refused} in {Duration}")]
    public static partial void SheddingEnded(this ILogger logger, TimeSpan duration, long refused);
}
