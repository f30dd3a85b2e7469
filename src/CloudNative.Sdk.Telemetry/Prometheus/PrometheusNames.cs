using System.Buffers;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Turns the names of instruments and tags into names that Prometheus accepts.</summary>
internal static class PrometheusNames
{
    private const string CounterSuffix = "_total";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Names a family: the instrument's name, its unit unless the name ends with it, and <c>_total</c> for a counter.</summary>
    public static string ForFamily(string instrument, string unit, bool counter)
    {
        var name = Sanitize(instrument);
        if (counter && name.EndsWith(CounterSuffix, StringComparison.Ordinal))
        {
            name = name[..^CounterSuffix.Length];
        }

        var words = PrometheusUnits.ToWords(unit);
        if (words.Length > 0)
        {
            name = WithSuffix(name, "_" + SanitizePart(words));
        }

        return counter ? name + CounterSuffix : name;
    }

    /// <summary>Makes a name of letters, digits and single underscores that does not start with a digit.</summary>
    public static string Sanitize(string name)
    {
        var part = SanitizePart(name);
        return part.Length == 0 ? "_" : char.IsAsciiDigit(part[0]) ? "_" + part : part;
    }

    private static string WithSuffix(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) || name.AsSpan().SequenceEqual(suffix.AsSpan(1)) ? name : name + suffix;

    private static string SanitizePart(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Allowed) && !text.Contains("__", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new char[text.Length];
        var length = 0;
        foreach (var original in text)
        {
            var character = Allowed.Contains(original) ? original : '_';
            if (character != '_' || length == 0 || result[length - 1] != '_')
            {
                result[length++] = character;
            }
        }

        return new string(result, 0, length);
    }
}
