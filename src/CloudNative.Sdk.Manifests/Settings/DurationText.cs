using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Settings;

/// <summary>Reads and writes durations.</summary>
internal static class DurationText
{
    private const int MaxDays = 100_000;

    private static readonly Regex Shape = new(@"\A([0-9]{1,9})(ms|s|m|h|d)\z", RegexOptions.CultureInvariant);

    /// <summary>Reads <c>10s</c>, <c>500ms</c>, <c>5m</c>, <c>1h</c> or <c>30d</c>.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Shape.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var number = double.Parse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => number <= MaxDays ? TimeSpan.FromDays(number) : null,
        };
    }

    /// <summary>Writes <c>30d</c>, <c>1h</c>, <c>10m</c>, <c>10s</c> or <c>500ms</c>: the greatest unit that is exact.</summary>
    public static string Write(TimeSpan duration) => duration.Ticks switch
    {
        > 0 and var ticks when ticks % TimeSpan.TicksPerDay == 0 => Write(duration.TotalDays, "d"),
        > 0 and var ticks when ticks % TimeSpan.TicksPerHour == 0 => Write(duration.TotalHours, "h"),
        > 0 and var ticks when ticks % TimeSpan.TicksPerMinute == 0 => Write(duration.TotalMinutes, "m"),
        var ticks when ticks % TimeSpan.TicksPerSecond == 0 => Write(duration.TotalSeconds, "s"),
        _ => Write(duration.TotalMilliseconds, "ms"),
    };

    /// <summary>Writes <c>00:00:10</c>, as .NET configuration reads it.</summary>
    public static string ToConfiguration(TimeSpan duration) => duration.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>00:00:10</c>, as .NET configuration does.</summary>
    public static TimeSpan? FromConfiguration(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration : null;

    private static string Write(double number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
