using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Chaos;

internal static partial class Log
{
    [LoggerMessage(8540, LogLevel.Warning, "CNS8540: CHAOS IS ON in {Environment}: requests and calls are made to fail on purpose by the rules of 'CloudNative:Resiliency:Chaos': {Rules}")]
    public static partial void ChaosOn(this ILogger logger, string environment, string rules);

    [LoggerMessage(8541, LogLevel.Warning, "CNS8541: the rules of 'CloudNative:Resiliency:Chaos' have changed; now they are: {Rules}")]
    public static partial void ChaosChanged(this ILogger logger, string rules);

    [LoggerMessage(8542, LogLevel.Error, "CNS8542: the changed section 'CloudNative:Resiliency:Chaos' is not used, the one before it stays: {Faults}")]
    public static partial void ChaosRefused(this ILogger logger, string faults);
}
