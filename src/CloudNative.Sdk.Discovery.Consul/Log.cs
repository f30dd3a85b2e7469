using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul;

internal static partial class Log
{
    [LoggerMessage(8330, LogLevel.Warning, "CNS8330: the instances of '{Service}' may be out of date: the server of Consul that answers has not heard of its leader for {Staleness}, and the leader does not answer ({Error}). The list is used all the same")]
    public static partial void LeaderUnknown(this ILogger logger, string service, TimeSpan staleness, string error);

    [LoggerMessage(8331, LogLevel.Warning, "CNS8331: Consul seems to have lost its data: {Count} instances of '{Service}' are gone without having been deregistered or critical. They stay in use for {Grace}, the time to register again")]
    public static partial void InstancesForgotten(this ILogger logger, int count, string service, TimeSpan grace);

    [LoggerMessage(8332, LogLevel.Warning, "CNS8332: the instances of '{Service}' in the data centre '{DataCenter}' cannot be followed; what was known stays in use: {Error}")]
    public static partial void DataCenterFailed(this ILogger logger, Exception? exception, string service, string? dataCenter, string error);

    [LoggerMessage(8333, LogLevel.Error, "CNS8333: routing in Consul is not used for a service, and what was read before stays: {Fault}")]
    public static partial void RoutingRefused(this ILogger logger, string fault);

    [LoggerMessage(8334, LogLevel.Warning, "CNS8334: routing in Consul cannot be followed; what was read before stays: {Error}")]
    public static partial void RoutingFailed(this ILogger logger, Exception? exception, string error);

    [LoggerMessage(8335, LogLevel.Information, "Routing in Consul has changed; services with settings: {Services}")]
    public static partial void RoutingChanged(this ILogger logger, string services);

    [LoggerMessage(8336, LogLevel.Error, "CNS8336: routing in Consul has changed, and something that follows the configuration failed")]
    public static partial void RoutingFollowersFailed(this ILogger logger, Exception exception);

    [LoggerMessage(8337, LogLevel.Warning, "CNS8337: Consul has not told the routing within {Limit}; the service starts without it")]
    public static partial void RoutingLate(this ILogger logger, TimeSpan limit);

    [LoggerMessage(8338, LogLevel.Warning, "CNS8338: Consul seems to have lost its data: there is no key below '{Prefix}' any more. The routing that was read before stays until there are keys again")]
    public static partial void RoutingForgotten(this ILogger logger, string prefix);

    [LoggerMessage(8339, LogLevel.Warning, "CNS8339: the instance '{Id}' of '{Service}' in Consul is not called: its address must be a host name or an IP address, without scheme, port and path, but was '{Address}'. Register it again with such a one")]
    public static partial void AddressRefused(this ILogger logger, string id, string service, string address);
}
