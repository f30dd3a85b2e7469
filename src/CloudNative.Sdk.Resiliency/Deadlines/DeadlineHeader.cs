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

    public static string Format(TimeSpan left) => ((long)Math.Ceiling(Math.Max(0, left.TotalMilliseconds))).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads <see cref="Name"/>.</summary>
    /// <returns>Null where it is no number of milliseconds.</returns>
    public static TimeSpan? Parse(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= (long)TimeSpan.FromDays(1).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    /// <summary>Reads <see cref="GrpcName"/>.</summary>
    /// <returns>Null where it is not one.</returns>
    public static TimeSpan? ParseGrpc(string value)
    {
        if (value.Length is < 2 or > GrpcDigits + 1 || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? unit = value[^1] switch
        {
            'H' => TimeSpan.FromHours(1),
            'M' => TimeSpan.FromMinutes(1),
            'S' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMilliseconds(1),
            'u' => TimeSpan.FromMicroseconds(1),
            _ => null,
        };
        return value[^1] == 'n' ? TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick)
            : unit is { } length && number < TimeSpan.MaxValue / length ? length * number
            : null;
    }
}
