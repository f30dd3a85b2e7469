using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Dns;

internal static partial class Log
{
    [LoggerMessage(8321, LogLevel.Warning, "CNS8321: host '{Target}' of an SRV record is left out, or kept with the addresses it had: {Fault}")]
    public static partial void TargetWithoutAddress(this ILogger logger, string target, string fault);
}
