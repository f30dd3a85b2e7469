using System.Globalization;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes numbers and times for people.</summary>
internal static class PageText
{
    /// <summary>Writes a number with three digits, or all of a whole one.</summary>
    public static string Number(double number, string unit)
    {
        var text = double.IsInteger(number) || Math.Abs(number) >= 100 ? number.ToString("#,0", CultureInfo.InvariantCulture)
            : Math.Abs(number) >= 10 ? number.ToString("0.#", CultureInfo.InvariantCulture)
            : number.ToString("0.##", CultureInfo.InvariantCulture);
        return unit.Length == 0 ? text : unit[0] is '/' or '%' ? text + unit : $"{text} {unit}";
    }

    /// <summary>Writes a value of a chart; seconds as a duration.</summary>
    public static string Value(double number, string unit) => unit == "s" ? Duration(TimeSpan.FromSeconds(number)) : Number(number, unit);

    /// <summary>Writes a time in the unit that reads best, above a minute in two.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.Zero => "0 s",
        _ when time == TimeSpan.Zero => "0 s",
        _ when time < TimeSpan.FromMilliseconds(1) => Number(Math.Round(time.TotalMicroseconds), "µs"),
        _ when time < TimeSpan.FromSeconds(1) => Number(time.TotalMilliseconds, "ms"),
        _ when time < TimeSpan.FromMinutes(1) => Number(Math.Round(time.TotalSeconds, 1), "s"),
        _ when time < TimeSpan.FromHours(1) => Two(time.Minutes, "min", time.Seconds, "s"),
        _ when time < TimeSpan.FromDays(1) => Two(time.Hours, "h", time.Minutes, "min"),
        _ => Two(time.Days, "d", time.Hours, "h"),
    };

    /// <summary>Writes a point in time, in UTC as logs do.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}") : string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit} {small} {smallUnit}");
}
