using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Prometheus.Names;

/// <summary>Writes names as a scraper has asked for them.</summary>
/// <remarks>https://prometheus.io/docs/instrumenting/escaping_schemes</remarks>
internal static class EscapedName
{
    private const string ValuesPrefix = "U__";

    /// <summary>Gets whether a name needs no quotes: letters, digits and underscores, no digit first; in the name of a metric colons too.</summary>
    public static bool IsPlain(string name, bool label)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!IsPlain(character, label))
            {
                return false;
            }
        }

        return true;
    }

    public static string Escape(string name, NameEscaping escaping, bool label) => escaping switch
    {
        NameEscaping.AllowUtf8 => name,
        NameEscaping.Dots => Replace(name, label, new StringBuilder(), static (text, rune) => text.Append(rune.Value switch { '.' => "_dot_", _ => "__" })),
        _ when IsPlain(name, label) => name,
        NameEscaping.Values => Replace(name, label, new StringBuilder(ValuesPrefix), AppendValue),
        _ => Replace(name, label, new StringBuilder(), static (text, _) => text.Append('_'), keepUnderscores: true),
    };

    private static bool IsPlain(char character, bool label) => char.IsAsciiLetterOrDigit(character) || character == '_' || (character == ':' && !label);

    private static string Replace(string name, bool label, StringBuilder text, Action<StringBuilder, Rune> append, bool keepUnderscores = false)
    {
        var start = true;
        foreach (var rune in name.EnumerateRunes())
        {
            var leadingDigit = start && rune.IsAscii && char.IsAsciiDigit((char)rune.Value);
            start = false;
            if (rune.Value == '_' && !keepUnderscores)
            {
                text.Append("__");
            }
            else if (rune.IsBmp && IsPlain((char)rune.Value, label) && !leadingDigit)
            {
                text.Append((char)rune.Value);
            }
            else
            {
                append(text, rune);
            }
        }

        return text.ToString();
    }

    // EnumerateRunes() shows half a surrogate pair as the replacement character, which has this text in the scheme.
    private static void AppendValue(StringBuilder text, Rune rune)
    {
        var value = rune == Rune.ReplacementChar ? "FFFD" : rune.Value.ToString("x", CultureInfo.InvariantCulture);
        text.Append('_').Append(value).Append('_');
    }
}
