using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Uplift;

internal static partial class Log
{
    [LoggerMessage(8443, LogLevel.Warning,
        "CNS8443: ignored the header {Header} of {Count} request(s) since the last such warning; the latest is {Fault}. "
        + "Sign it with the key of CloudNative:Telemetry:Logs:Uplift:Key, for a time of at most a day.")]
    public static partial void HeaderIgnored(this ILogger logger, string header, int count, string fault);
}
