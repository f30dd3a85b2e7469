using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Writes one scalar so that YAML 1.1 and 1.2 readers see the same value of the same type.</summary>
internal static class YamlScalar
{
    private const string PlainSigns = "_/.,=+%@()$~*-";

    /// <summary>What some reader may take for a number, a date or a time holds these characters only, and begins with a digit or a dot.</summary>
    private const string NumberCharacters = "0123456789abcdefABCDEF_.:,xXoOtTzZ+- ";

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
        IsPlain(text) && !IsNumberLike(text) && !Words.Contains(text) ? text : Quote(text);

    /// <summary>Starts with a letter, digit, slash, dot or underscore; colons and spaces stand only before what begins a word. Narrower than YAML allows.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(IsLetterOrDigit(text[0]) || text[0] is '_' or '/' or '.'))
        {
            return false;
        }

        for (var index = 1; index < text.Length; index++)
        {
            var next = index + 1 < text.Length ? text[index + 1] : '\n';
            var isPlain = text[index] switch
            {
                ':' => IsLetterOrDigit(next) || next == '/',
                ' ' => IsLetterOrDigit(next) || next is '/' or '(',
                var character => IsLetterOrDigit(character) || PlainSigns.IndexOf(character) >= 0,
            };
            if (!isPlain)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumberLike(string text) => text[0] is '.' or (>= '0' and <= '9') && text.All(character => NumberCharacters.IndexOf(character) >= 0);

    private static bool IsLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

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
