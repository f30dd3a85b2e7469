using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Health;

internal static partial class Log
{
    [LoggerMessage(8201, LogLevel.Information, "Health check '{Check}' is healthy after {Duration}: {Description}")]
    public static partial void CheckHealthy(this ILogger logger, string check, TimeSpan duration, string? description);

    [LoggerMessage(8202, LogLevel.Warning, "CNS8202: health check '{Check}' is degraded after {Duration}: {Description}")]
    public static partial void CheckDegraded(this ILogger logger, Exception? exception, string check, TimeSpan duration, string? description);

    [LoggerMessage(8203, LogLevel.Error, "CNS8203: health check '{Check}' is unhealthy after {Duration}: {Description}")]
    public static partial void CheckUnhealthy(this ILogger logger, Exception? exception, string check, TimeSpan duration, string? description);

    [LoggerMessage(8204, LogLevel.Warning, "CNS8204: health check '{Check}' ignores its cancellation token: it runs {Elapsed} after its limit of {Timeout}. It is not started again until it ends.")]
    public static partial void CheckIgnoresToken(this ILogger logger, string check, TimeSpan elapsed, TimeSpan timeout);

    [LoggerMessage(8206, LogLevel.Warning, "CNS8206: health check '{Check}' has code on its cancellation token that failed")]
    public static partial void CancellationFailed(this ILogger logger, Exception exception, string check);

    [LoggerMessage(8207, LogLevel.Error, "CNS8207: a run of health check '{Check}' failed outside of the check. It runs again after its period.")]
    public static partial void RunFailed(this ILogger logger, Exception exception, string check);

    [LoggerMessage(8210, LogLevel.Information, "Start-up task '{Task}' finished in {Duration}")]
    public static partial void StartupTaskFinished(this ILogger logger, string task, TimeSpan duration);
}
