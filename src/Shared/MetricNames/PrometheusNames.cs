namespace CloudNative.Sdk.MetricNames;

/// <summary>Turns the names of instruments and tags into names of letters, digits and underscores, and adds the suffixes of Prometheus.</summary>
internal static class PrometheusNames
{
    public const string CounterSuffix = "_total";

    /// <summary>Adds the unit, unless the name ends with it, and <c>_total</c> for a counter, which stays the last.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The words of the unit; empty for none.</param>
    /// <param name="counter">Whether the metric is a counter.</param>
    public static string WithSuffixes(string name, string unit, bool counter)
    {
        if (counter && name.EndsWith(CounterSuffix, StringComparison.Ordinal))
        {
            name = name.Substring(0, name.Length - CounterSuffix.Length);
        }

        if (unit.Length > 0 && name != unit && !name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            name += "_" + unit;
        }

        return counter ? name + CounterSuffix : name;
    }

    /// <summary>Makes a name of letters, digits and single underscores that does not start with a digit.</summary>
    public static string Sanitize(string name, bool keepColons)
    {
        var part = SanitizePart(name, keepColons);
        return part.Length == 0 ? "_" : part[0] is >= '0' and <= '9' ? "_" + part : part;
    }

    /// <summary>Makes a part of a name.</summary>
    public static string SanitizePart(string text, bool keepColons = false)
    {
        var result = new char[text.Length];
        var length = 0;
        foreach (var original in text)
        {
            var character = IsAllowed(original, keepColons) ? original : '_';
            if (character != '_' || length == 0 || result[length - 1] != '_')
            {
                result[length++] = character;
            }
        }

        return new string(result, 0, length);
    }

    private static bool IsAllowed(char character, bool colons) =>
        character is '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') || (colons && character == ':');
}
