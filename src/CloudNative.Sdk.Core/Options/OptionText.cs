using System.Globalization;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Writes option values as configuration would state them.</summary>
internal static class OptionText
{
    public static string Of(object? value) => value switch
    {
        null => "not set",
        string text => $"'{text}'",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    public static bool TryParseInteger(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);

    public static bool TryParseLong(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);

    public static bool TryParseNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads numbers with commas between them.</summary>
    public static bool TryParseNumbers(string text, out IReadOnlyList<double> value)
    {
        List<double> numbers = [];
        value = numbers;
        foreach (var part in text.Split(','))
        {
            if (!TryParseNumber(part, out var number))
            {
                return false;
            }

            numbers.Add(number);
        }

        return true;
    }

    public static string OfNumbers(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads <c>[d.]hh:mm:ss[.fffffff]</c>; a bare number is refused, since .NET would take it for days.</summary>
    public static bool TryParseDuration(string text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryParseBoolean(string text, out bool value) => bool.TryParse(text, out value);

    public static bool TryParseChoice<TChoice>(string text, out TChoice value)
        where TChoice : struct, Enum
    {
        // Not Enum.TryParse(), which takes numbers and combinations too.
        var index = Array.FindIndex(Enum.GetNames<TChoice>(), name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        value = index < 0 ? default : Enum.GetValues<TChoice>()[index];
        return index >= 0;
    }

    public static bool TryParseText(string text, out string value)
    {
        value = text;
        return true;
    }
}
