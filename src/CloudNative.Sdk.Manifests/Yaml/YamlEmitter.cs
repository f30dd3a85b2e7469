using System.Collections;
using System.Text;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Writes a document in block style: two spaces a level, lists not indented below their key, LF, a final newline.</summary>
internal static class YamlEmitter
{
    public static string Write(YamlMap document)
    {
        var text = new StringBuilder();
        WriteMap(text, document, indent: 0, isFirstLineOpen: false);
        return text.ToString();
    }

    /// <summary>Writes a document that is a list.</summary>
    public static string Write(IReadOnlyList<object> document)
    {
        var text = new StringBuilder();
        WriteList(text, document, indent: 0);
        return text.ToString().TrimStart('\n');
    }

    private static void WriteMap(StringBuilder text, YamlMap map, int indent, bool isFirstLineOpen)
    {
        foreach (var entry in map)
        {
            text.Append(' ', isFirstLineOpen ? 0 : indent).Append(YamlScalar.Write(entry.Key)).Append(':');
            isFirstLineOpen = false;
            WriteValue(text, entry.Value, indent);
        }
    }

    private static void WriteValue(StringBuilder text, object value, int indent)
    {
        switch (value)
        {
            case YamlMap { Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                WriteMap(text, map, indent + 2, isFirstLineOpen: false);
                break;
            case string lines when IsBlock(lines):
                WriteBlock(text, lines, indent + 2);
                break;
            case string or bool or int or long:
                text.Append(' ').Append(YamlScalar.Write(value)).Append('\n');
                break;
            case IEnumerable list:
                WriteList(text, [.. list.Cast<object>()], indent);
                break;
            default:
                throw new ArgumentException($"A value must be a scalar, a mapping or a list, but was {value.GetType()}.", nameof(value));
        }
    }

    /// <summary>Tells whether a text of several lines can stand as it is: printable, ending with one newline, no line that begins or ends with what readers treat in their own way.</summary>
    private static bool IsBlock(string text)
    {
        var lines = text.Split('\n');
        return lines.Length > 2 && lines[lines.Length - 1].Length == 0 && lines[0].Length > 0 && lines[0][0] != ' '
            && lines.Take(lines.Length - 1).All(line => line.Length > 0 && line[line.Length - 1] != ' ' && line.All(character => character is >= ' ' and < '\x7f'));
    }

    private static void WriteBlock(StringBuilder text, string lines, int indent)
    {
        text.Append(" |\n");
        foreach (var line in lines.Substring(0, lines.Length - 1).Split('\n'))
        {
            text.Append(' ', indent).Append(line).Append('\n');
        }
    }

    private static void WriteList(StringBuilder text, IReadOnlyList<object> items, int indent)
    {
        text.Append(items.Count == 0 ? " []\n" : "\n");
        foreach (var item in items)
        {
            text.Append(' ', indent).Append('-');
            if (item is YamlMap { Count: > 0 } map)
            {
                text.Append(' ');
                WriteMap(text, map, indent + 2, isFirstLineOpen: true);
            }
            else
            {
                WriteValue(text, item, indent + 2);
            }
        }
    }
}
