using System.Collections;
using System.Globalization;
using System.Text;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Json;

/// <summary>Writes mappings as JSON: two spaces a level, LF, a final newline; characters beyond ASCII are escaped, so that no reader can misread them.</summary>
internal static class JsonText
{
    /// <summary>Stands for null, which a mapping otherwise leaves out.</summary>
    public static readonly object Null = new();

    public static string Write(YamlMap document)
    {
        var text = new StringBuilder();
        Write(text, document, indent: 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Writes a value in one line, without a newline.</summary>
    public static string WriteLine(object value)
    {
        var text = new StringBuilder();
        Write(text, value, indent: null);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value, int? indent)
    {
        switch (value)
        {
            case YamlMap map:
                WriteItems(text, '{', '}', [.. map], indent, entry =>
                {
                    WriteText(text, entry.Key);
                    text.Append(": ");
                    return entry.Value;
                });
                break;
            case var none when none == Null:
                text.Append("null");
                break;
            case string words:
                WriteText(text, words);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case double number:
                text.Append(Code.Number.Write(number));
                break;
            case IFormattable number and (int or long):
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable list:
                WriteItems(text, '[', ']', [.. list.Cast<object>()], indent, item => item);
                break;
            default:
                throw new ArgumentException($"A value must be a scalar, a mapping or a list, but was {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteItems<T>(StringBuilder text, char open, char close, IReadOnlyList<T> items, int? indent, Func<T, object> begin)
    {
        text.Append(open);
        for (var index = 0; index < items.Count; index++)
        {
            text.Append(index > 0 ? indent is null ? ", " : "," : "");
            NewLine(text, indent + 2);
            Write(text, begin(items[index]), indent + 2);
        }

        if (items.Count > 0)
        {
            NewLine(text, indent);
        }

        text.Append(close);
    }

    private static void NewLine(StringBuilder text, int? indent)
    {
        if (indent is { } spaces)
        {
            text.Append('\n').Append(' ', spaces);
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                >= ' ' and < '\x7f' => character.ToString(),
                _ => @"\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        text.Append('"');
    }
}
