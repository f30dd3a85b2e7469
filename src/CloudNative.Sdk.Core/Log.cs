using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core;

/// <remarks>Values are objects, as they become anyway: the code that .NET has for a message of numbers is compiled anew at each start.</remarks>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Warning, "CNS8001: nothing reads the configuration key '{Key}'. Remove it, or correct its name.")]
    public static partial void UnknownKey(this ILogger logger, string key);

    [LoggerMessage(8002, LogLevel.Warning, "CNS8001: nothing reads the configuration key '{Key}'. Did you mean '{Nearest}'?")]
    public static partial void MisspeltKey(this ILogger logger, string key, string nearest);

    [LoggerMessage(8100, LogLevel.Information, "Ops server listening on {Address}, port {Port}")]
    public static partial void OpsListening(this ILogger logger, string address, object port);

    [LoggerMessage(8102, LogLevel.Warning, "CNS8102: the ops port {Port} (CloudNative:Ops:Port) is in use. In Development a free port is taken instead: {FreePort}.")]
    public static partial void OpsPortBusy(this ILogger logger, object port, object freePort);

    [LoggerMessage(8103, LogLevel.Error, "CNS8103: the ops endpoint '{Path}' failed. The request was answered with 500.")]
    public static partial void OpsEndpointFailed(this ILogger logger, Exception exception, string path);

    [LoggerMessage(8105, LogLevel.Error, "CNS8105: the panel '{Panel}' of the ops page failed. It is shown as failed, and logged once.")]
    public static partial void OpsPanelFailed(this ILogger logger, Exception exception, string panel);

    [LoggerMessage(8110, LogLevel.Information, "Draining: the service reports not ready and keeps serving")]
    public static partial void Draining(this ILogger logger);

    [LoggerMessage(8111, LogLevel.Information, "Drained in {Elapsed}: the servers stop")]
    public static partial void Drained(this ILogger logger, object elapsed);

    [LoggerMessage(8112, LogLevel.Warning, "CNS8112: a second stop signal ended the drain after {Elapsed}. Requests may be lost.")]
    public static partial void DrainCut(this ILogger logger, object elapsed);

    [LoggerMessage(8114, LogLevel.Error, "CNS8114: code that waits for IServiceLifecycle.{Token} failed. The service goes on.")]
    public static partial void CallbackFailed(this ILogger logger, Exception exception, string token);

    [LoggerMessage(8115, LogLevel.Warning, "CNS8115: the host's shutdown timeout ended the drain after {Elapsed}. Requests may be lost.")]
    public static partial void DrainTimedOut(this ILogger logger, object elapsed);

    [LoggerMessage(8113, LogLevel.Error, "CNS8113: the drain step {Step} failed. The stop goes on.")]
    public static partial void DrainStepFailed(this ILogger logger, Exception exception, string step);
}
