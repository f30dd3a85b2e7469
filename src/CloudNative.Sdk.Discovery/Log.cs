using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.Discovery.Ejecting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery;

internal static partial class Log
{
    [LoggerMessage(8304, LogLevel.Error, "CNS8304: the changed section 'Services' is not used, the one before it stays: {Faults}")]
    public static partial void ReloadRefused(this ILogger logger, string faults);

    [LoggerMessage(8305, LogLevel.Information, "The section 'Services' has changed; services with endpoints: {Services}")]
    public static partial void Reloaded(this ILogger logger, string services);

    [LoggerMessage(8308, LogLevel.Warning, "CNS8308: the source '{Source}' does not answer about '{Service}': {Failure} It is asked again; until then the {Count} instances that it named last stay in use.")]
    public static partial void SourceFailed(this ILogger logger, string source, string service, string failure, int count);

    [LoggerMessage(8309, LogLevel.Information, "The source '{Source}' answers about '{Service}' again")]
    public static partial void SourceRecovered(this ILogger logger, string source, string service);

    [LoggerMessage(8310, LogLevel.Warning, "CNS8310: instance {Instance} of '{Service}' is not called for a while: {Reason}")]
    public static partial void Ejected(this ILogger logger, string service, Instance instance, EjectionReason reason);

    [LoggerMessage(8311, LogLevel.Information, "Instance {Instance} of '{Service}' is called again after {Duration}")]
    public static partial void Returned(this ILogger logger, string service, Instance instance, TimeSpan duration);

    [LoggerMessage(8312, LogLevel.Warning, "CNS8312: no source answers about '{Service}'; the {Count} instances that were known at {At:u} are used, from the snapshot file")]
    public static partial void UsedSnapshot(this ILogger logger, string service, int count, DateTimeOffset at);

    [LoggerMessage(8313, LogLevel.Warning, "CNS8313: the snapshot file '{File}' cannot be read and is not used: {Failure}")]
    public static partial void SnapshotUnreadable(this ILogger logger, string file, string failure);

    [LoggerMessage(8314, LogLevel.Warning, "CNS8314: the snapshot file '{File}' cannot be written; a start during an outage of the registry would not know the instances: {Failure}")]
    public static partial void SnapshotNotWritten(this ILogger logger, string file, string failure);

    [LoggerMessage(8315, LogLevel.Error, "CNS8315: the changed section 'CloudNative:Discovery' is not used, the one before it stays: {Faults}")]
    public static partial void RoutingRefused(this ILogger logger, string faults);

    [LoggerMessage(8317, LogLevel.Warning, "CNS8317: an instance of '{Service}' is left out, since '{Endpoint}' makes no address: its host must be a name or an IP address, its path must begin with a slash")]
    public static partial void EndpointUnusable(this ILogger logger, string service, string endpoint);

    [LoggerMessage(8318, LogLevel.Error, "CNS8318: the failure of the source '{Source}' about '{Service}' could not be dealt with; it is asked again")]
    public static partial void WatchFault(this ILogger logger, Exception exception, string source, string service);

    [LoggerMessage(8316, LogLevel.Information, "The section 'CloudNative:Discovery' has changed; calls are routed by it from now on")]
    public static partial void RoutingChanged(this ILogger logger);
}
