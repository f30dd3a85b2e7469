using System.Buffers;

namespace CloudNative.Sdk.Telemetry.Prometheus.Names;

/// <summary>Turns the names of instruments and tags into names of letters, digits and underscores, and adds the suffixes of Prometheus.</summary>
internal static class PrometheusNames
{
    public const string CounterSuffix = "_total";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> AllowedWithColon =
        SearchValues.Create(":_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Adds the unit, unless the name ends with it, and <c>_total</c> for a counter, which stays the last.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unit">The words of the unit; empty for none.</param>
    /// <param name="counter">Whether the metric is a counter.</param>
    public static string WithSuffixes(string name, string unit, bool counter)
    {
        if (counter && name.EndsWith(CounterSuffix, StringComparison.Ordinal))
        {
            name = name[..^CounterSuffix.Length];
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
        return part.Length == 0 ? "_" : char.IsAsciiDigit(part[0]) ? "_" + part : part;
    }

    /// <summary>Makes a part of a name.</summary>
    public static string SanitizePart(string text, bool keepColons = false)
    {
        var allowed = keepColons ? AllowedWithColon : Allowed;
        if (!text.AsSpan().ContainsAnyExcept(allowed) && !text.Contains("__", StringComparison.Ordinal))
        {
            return text;
        }

        var result = new char[text.Length];
        var length = 0;
        foreach (var original in text)
        {
            var character = allowed.Contains(original) ? original : '_';
            if (character != '_' || length == 0 || result[length - 1] != '_')
            {
                result[length++] = character;
            }
        }

        return new string(result, 0, length);
    }
}
