using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Registration;

internal static partial class Log
{
    [LoggerMessage(8340, LogLevel.Information, "Registered '{Service}' in Consul as '{Id}' with {Address}: {Reason}")]
    public static partial void Registered(this ILogger logger, string service, string id, string address, string reason);

    [LoggerMessage(8341, LogLevel.Warning, "CNS8341: the registration of '{Service}' in Consul cannot be kept: {Reason} It is tried again until it succeeds; the service goes on.")]
    public static partial void Unreachable(this ILogger logger, string service, string reason);

    [LoggerMessage(8342, LogLevel.Error, "CNS8342: Consul refuses the registration of '{Service}': {Reason} {Remedy} It is tried again until it succeeds; the service goes on.")]
    public static partial void Refused(this ILogger logger, string service, string reason, string remedy);

    [LoggerMessage(8343, LogLevel.Information, "Consul answers again: '{Id}' is registered")]
    public static partial void Back(this ILogger logger, string id);

    [LoggerMessage(8344, LogLevel.Information, "Left Consul: {Outcome}")]
    public static partial void Left(this ILogger logger, string outcome);

    [LoggerMessage(8345, LogLevel.Warning, "CNS8345: '{Id}' could not leave Consul within {Limit} (" + ConsulRegistrationOptions.SectionName + ":LeaveTimeout): {Reason} Others may call it until its check turns critical.")]
    public static partial void NotLeft(this ILogger logger, string id, TimeSpan limit, string reason);

    [LoggerMessage(8346, LogLevel.Information, "Taken over from Steeltoe's configuration: {Keys}")]
    public static partial void SteeltoeTaken(this ILogger logger, string keys);

    [LoggerMessage(8347, LogLevel.Warning, "CNS8347: these keys of Steeltoe have no effect: {Keys}. Remove them, or set what stands in docs/discovery.md in their place.")]
    public static partial void SteeltoeWithoutEffect(this ILogger logger, string keys);

    [LoggerMessage(8348, LogLevel.Warning, "CNS8348: '{Service}' is not registered in Consul, as it listens on no port. Set " + ConsulRegistrationOptions.SectionName + ":Port to the port that others call, or :Enabled to false.")]
    public static partial void NoPort(this ILogger logger, string service);

    [LoggerMessage(8349, LogLevel.Error, "CNS8349: the registration of '{Service}' in Consul failed: {Reason}. It is tried again until it succeeds; the service goes on.")]
    public static partial void Failed(this ILogger logger, Exception? exception, string service, string reason);

    [LoggerMessage(8350, LogLevel.Warning, "CNS8350: '{Service}' is not registered in Consul: {Reason}. The service goes on.")]
    public static partial void NotReachable(this ILogger logger, string service, string reason);
}
