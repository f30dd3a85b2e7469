using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Benchmarks.Logs;

internal static partial class BenchmarkLog
{
    [LoggerMessage(1, LogLevel.Debug, "order {Order} from {Region}")]
    public static partial void Quiet(this ILogger logger, int order, string region);

    [LoggerMessage(2, LogLevel.Information, "order {Order} of {Region}")]
    public static partial void Plain(this ILogger logger, int order, string region);

    [LoggerMessage(3, LogLevel.Information, "order from {Region} with {Password}")]
    public static partial void Keyed(this ILogger logger, string region, string password);
}
