using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>Reads the time that a request brings along.</summary>
internal sealed class ReceivedDeadline(DeadlineOptions options, DeadlineMetrics metrics, ILogger logger)
{
    public static bool IsIn(IHeaderDictionary headers) => headers.ContainsKey(DeadlineHeader.Name) || headers.ContainsKey(DeadlineHeader.GrpcName);

    /// <summary>Gets the time that is left for the work, the shorter where there are two.</summary>
    /// <returns>Zero or less where there is none; null where nothing can be read.</returns>
    public TimeSpan? Read(IHeaderDictionary headers)
    {
        var own = Read(headers, DeadlineHeader.Name, DeadlineHeader.Parse);
        var grpc = Read(headers, DeadlineHeader.GrpcName, DeadlineHeader.ParseGrpc);
        return (own < grpc ? own : grpc ?? own) is { } received ? (received < options.Max ? received : options.Max) - options.Margin : null;
    }

    private TimeSpan? Read(IHeaderDictionary headers, string name, Func<string?, TimeSpan?> parse)
    {
        if (!headers.TryGetValue(name, out var values))
        {
            return null;
        }

        // Sent twice, nobody knows which is meant.
        if (values.Count == 1 && parse(values[0]) is { } received)
        {
            return received;
        }

        metrics.Malformed();
        logger.HeaderIgnored(name, values.ToString());
        return null;
    }
}
