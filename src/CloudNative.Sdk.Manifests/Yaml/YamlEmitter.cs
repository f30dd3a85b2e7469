using System.Collections;
using CloudNative.Sdk.Manifests.Diagnostics;
using CloudNative.Sdk.Manifests.Output;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>
/// Writes documents in block style: two spaces a level, lists not indented below their key, LF, a final newline. What is written is told as <see cref="YamlReader"/> would
/// read it, so that nobody has to.
/// </summary>
internal sealed class YamlEmitter
{
    private readonly PlacedText _text;

    private YamlEmitter(string file) => _text = new PlacedText(file);

    public static string Write(YamlMap document) => WriteFile("", document).Content;

    /// <summary>Writes a document that is a list, which is not empty.</summary>
    public static string Write(IReadOnlyList<object> document)
    {
        var emitter = new YamlEmitter("");
        emitter.WriteItems(document, indent: 0);
        return emitter._text.ToString();
    }

    /// <summary>Writes a file of documents.</summary>
    public static ManifestFile WriteFile(string path, params IEnumerable<YamlMap> documents)
    {
        var emitter = new YamlEmitter(path);
        var nodes = new List<YamlNode>();
        foreach (var document in documents)
        {
            if (nodes.Count > 0)
            {
                emitter._text.Append("---").NewLine();
            }

            nodes.Add(emitter.WriteMap(document, indent: 0, isFirstLineOpen: false));
        }

        return new ManifestFile(path, emitter._text.ToString(), nodes);
    }

    private YamlObject WriteMap(YamlMap map, int indent, bool isFirstLineOpen)
    {
        var fields = new List<YamlField>(map.Count);
        foreach (var entry in map)
        {
            var at = _text.Indent(isFirstLineOpen ? 0 : indent).Next;
            isFirstLineOpen = false;
            _text.Append(YamlScalar.Write(entry.Key)).Append(':');
            fields.Add(new YamlField(at, entry.Key, WriteValue(entry.Value, indent)));
        }

        return new YamlObject(fields.Count > 0 ? fields[0].Position : _text.Next, fields);
    }

    private YamlNode WriteValue(object value, int indent)
    {
        switch (value)
        {
            case YamlMap { Count: 0 }:
                return new YamlObject(WriteInLine("{}"), []);
            case YamlMap map:
                _text.NewLine();
                return WriteMap(map, indent + 2, isFirstLineOpen: false);
            case string lines when IsBlock(lines):
                return WriteBlock(lines, indent + 2);
            case string text:
                var written = YamlScalar.Write(text);
                return new YamlText(WriteInLine(written), text, IsPlain: written == text);
            case bool or int or long:
                var number = YamlScalar.Write(value);
                return new YamlText(WriteInLine(number), number, IsPlain: true);
            case IEnumerable list:
                return WriteList([.. list.Cast<object>()], indent);
            default:
                throw new ArgumentException($"A value must be a scalar, a mapping or a list, but was {value.GetType()}.", nameof(value));
        }
    }

    /// <summary>Writes what ends the line, and gets its place.</summary>
    private Position WriteInLine(string text)
    {
        var at = _text.Append(' ').Next;
        _text.Append(text).NewLine();
        return at;
    }

    /// <summary>Tells whether a text of several lines can stand as it is: printable, ending with one newline, no line that begins or ends with what readers treat in their own way.</summary>
    private static bool IsBlock(string text)
    {
        if (text.IndexOf('\n') < 0)
        {
            return false;
        }

        var lines = text.Split('\n');
        return lines.Length > 2 && lines[lines.Length - 1].Length == 0 && lines[0].Length > 0 && lines[0][0] != ' '
            && lines.Take(lines.Length - 1).All(line => line.Length > 0 && line[line.Length - 1] != ' ' && line.All(character => character is >= ' ' and < '\x7f'));
    }

    private YamlText WriteBlock(string lines, int indent)
    {
        var at = WriteInLine("|");
        foreach (var line in lines.Substring(0, lines.Length - 1).Split('\n'))
        {
            _text.Indent(indent).Append(line).NewLine();
        }

        return new YamlText(at, lines, IsPlain: false);
    }

    private YamlList WriteList(IReadOnlyList<object> items, int indent)
    {
        if (items.Count == 0)
        {
            return new YamlList(WriteInLine("[]"), []);
        }

        _text.NewLine();
        return WriteItems(items, indent);
    }

    private YamlList WriteItems(IReadOnlyList<object> items, int indent)
    {
        var at = _text.Indent(indent).Next;
        var nodes = new List<YamlNode>(items.Count);
        foreach (var item in items)
        {
            _text.Indent(nodes.Count == 0 ? 0 : indent).Append('-');
            nodes.Add(item is YamlMap { Count: > 0 } map ? WriteItem(map, indent + 2) : WriteValue(item, indent + 2));
        }

        return new YamlList(at, nodes);
    }

    private YamlObject WriteItem(YamlMap map, int indent)
    {
        _text.Append(' ');
        return WriteMap(map, indent, isFirstLineOpen: true);
    }
}
