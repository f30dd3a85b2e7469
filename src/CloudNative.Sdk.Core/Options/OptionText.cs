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

    public static object? ReadInteger(string text) => TryParseInteger(text, out var value) ? value : null;

    public static object? ReadLong(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static object? ReadNumber(string text) => TryParseNumber(text, out var value) ? value : null;

    /// <summary>Reads <c>[d.]hh:mm:ss[.fffffff]</c>; a bare number is refused, since .NET would take it for days.</summary>
    public static object? ReadDuration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static object? ReadBoolean(string text) => bool.TryParse(text, out var value) ? value : null;

    /// <summary>Reads the name of an enumeration's member; Enum.TryParse() alone takes numbers and combinations too.</summary>
    public static object? ReadChoice(Type choice, string text)
    {
        var name = Array.Find(Enum.GetNames(choice), name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        return name is null ? null : Enum.Parse(choice, name);
    }
}
