using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Outbound;

internal static partial class Log
{
    [LoggerMessage(8501, LogLevel.Error, "CNS8501: the changed section 'CloudNative:Resiliency' is not used, the one before it stays: {Faults}")]
    public static partial void PoliciesRefused(this ILogger logger, string faults);

    [LoggerMessage(8502, LogLevel.Information, "The section 'CloudNative:Resiliency' has changed; calls follow it from now on")]
    public static partial void PoliciesChanged(this ILogger logger);

    [LoggerMessage(8503, LogLevel.Warning, "CNS8503: the breaker of client '{Client}' for {Service} has opened: most calls failed, and now they fail at once")]
    public static partial void BreakerOpened(this ILogger logger, string client, string service);

    [LoggerMessage(8504, LogLevel.Warning, "CNS8504: the breaker of client '{Client}' for {Service} was isolated: calls fail at once until it is closed by hand")]
    public static partial void BreakerIsolated(this ILogger logger, string client, string service);

    [LoggerMessage(8505, LogLevel.Information, "The breaker of client '{Client}' for {Service} is closed: calls go through")]
    public static partial void BreakerClosed(this ILogger logger, string client, string service);

    [LoggerMessage(8506, LogLevel.Error, "CNS8506: the fallback of client '{Client}' failed; the call ends as it would have without it. Told once until it works again")]
    public static partial void FallbackFailed(this ILogger logger, Exception exception, string client);
}
