using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Writes one scalar so that YAML 1.1 and 1.2 readers see the same value of the same type.</summary>
internal static class YamlScalar
{
    /// <summary>Starts with a letter, digit, slash, dot or underscore; colons and spaces stand only before what begins a word. Narrower than YAML allows.</summary>
    private static readonly Regex PlainText = new(@"\A[A-Za-z0-9_/.](?:[A-Za-z0-9_/.,=+%@()$~*\-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9/(]))*\z", RegexOptions.CultureInvariant);

    /// <summary>What some reader may take for a number, a date or a time: only characters of these, beginning with a digit or a dot.</summary>
    private static readonly Regex NumberLike = new(@"\A[0-9.][0-9A-Fa-f_.:,xXoOtTzZ+\- ]*\z", RegexOptions.CultureInvariant);

    /// <summary>The words that YAML 1.1 takes for truth values or for nothing, and 1.2 mostly for texts.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".inf", ".nan",
    };

    public static string Write(object value) => value switch
    {
        string text => Write(text),
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A scalar must be a text, a whole number or a truth value, but was {value.GetType()}.", nameof(value)),
    };

    public static string Write(string text) =>
        PlainText.IsMatch(text) && !NumberLike.IsMatch(text) && !Words.Contains(text) ? text : Quote(text);

    private static string Quote(string text)
    {
        // What holds quotes and backslashes reads better in single quotes, which know no escapes.
        if (text.IndexOfAny(['"', '\\']) >= 0 && text.All(character => character is >= ' ' and < '\x7f' and not '\''))
        {
            return $"'{text}'";
        }

        var quoted = new StringBuilder("\"", text.Length + 8);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                quoted.Append(@"\U").Append(char.ConvertToUtf32(text, index++).ToString("X8", CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(Escape(text[index]));
            }
        }

        return quoted.Append('"').ToString();
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        >= ' ' and < '\x7f' => character.ToString(),
        _ when char.IsLetterOrDigit(character) && !char.IsSurrogate(character) => character.ToString(),
        _ => @"\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture),
    };
}
