using System.Globalization;

namespace CloudNative.Sdk.Resiliency.Deadlines;

/// <summary>How the time that is left travels: as milliseconds from now on, since the clocks of two machines never agree.</summary>
internal static class DeadlineHeader
{
    public const string Name = "X-Request-Deadline";

    /// <summary>What gRPC sends: at most eight digits and a unit.</summary>
    /// <remarks>https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md</remarks>
    public const string GrpcName = "grpc-timeout";

    private const int GrpcDigits = 8;

    /// <summary>More than anybody waits; it keeps sums far from their overflow.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <summary>Writes the time rounded down: what is sent is never more than what is left.</summary>
    public static string Format(TimeSpan left) => Math.Max(0, left.Ticks / TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads <see cref="Name"/>.</summary>
    /// <returns>At most a day; null where it is no whole number of milliseconds.</returns>
    public static TimeSpan? Parse(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds < (long)Most.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Most
            : null;

    /// <summary>Reads <see cref="GrpcName"/>.</summary>
    /// <returns>At most a day; null where it is not one.</returns>
    public static TimeSpan? ParseGrpc(string? value)
    {
        if (value is not { Length: >= 2 and <= GrpcDigits + 1 } || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        long? ticks = value[^1] switch
        {
            'H' => number * TimeSpan.TicksPerHour,
            'M' => number * TimeSpan.TicksPerMinute,
            'S' => number * TimeSpan.TicksPerSecond,
            'm' => number * TimeSpan.TicksPerMillisecond,
            'u' => number * TimeSpan.TicksPerMicrosecond,
            'n' => number / TimeSpan.NanosecondsPerTick,
            _ => null,
        };
        return ticks is { } length ? TimeSpan.FromTicks(Math.Min(length, Most.Ticks)) : null;
    }
}
