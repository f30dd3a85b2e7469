using System.Collections;
using System.Globalization;
using CloudNative.Sdk.Manifests.Output;
using CloudNative.Sdk.Manifests.Yaml;

namespace CloudNative.Sdk.Manifests.Json;

/// <summary>
/// Writes mappings as JSON: two spaces a level, LF, a final newline; characters beyond ASCII are escaped, so that no reader can misread them. What is written is told as
/// <see cref="YamlReader"/> would read it.
/// </summary>
internal sealed class JsonText
{
    /// <summary>Stands for null, which a mapping otherwise leaves out.</summary>
    public static readonly object Null = new();

    private readonly PlacedText _text;

    private JsonText(string file) => _text = new PlacedText(file);

    public static string Write(YamlMap document) => WriteFile("", document).Content;

    /// <summary>Writes a file of one document.</summary>
    public static ManifestFile WriteFile(string path, YamlMap document)
    {
        var json = new JsonText(path);
        var node = json.Write(document, indent: 0);
        return new ManifestFile(path, json._text.NewLine().ToString(), [node]);
    }

    /// <summary>Writes a value in one line, without a newline.</summary>
    public static string WriteLine(object value)
    {
        var json = new JsonText("");
        json.Write(value, indent: null);
        return json._text.ToString();
    }

    private YamlNode Write(object value, int? indent)
    {
        var at = _text.Next;
        switch (value)
        {
            case YamlMap map:
                var fields = new List<YamlField>(map.Count);
                WriteItems('{', '}', map, map.Count, indent, entry => fields.Add(WriteField(entry, indent + 2)));
                return new YamlObject(at, fields);
            case string words:
                WriteText(words);
                return new YamlText(at, words, IsPlain: false);
            case IEnumerable items:
                object[] list = [.. items.Cast<object>()];
                var nodes = new List<YamlNode>(list.Length);
                WriteItems('[', ']', list, list.Length, indent, item => nodes.Add(Write(item, indent + 2)));
                return new YamlList(at, nodes);
            default:
                var plain = Plain(value);
                _text.Append(plain);
                return new YamlText(at, plain, IsPlain: true);
        }
    }

    private static string Plain(object value) => value switch
    {
        _ when value == Null => "null",
        bool truth => truth ? "true" : "false",
        double number => Code.Number.Write(number),
        IFormattable number and (int or long) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A value must be a scalar, a mapping or a list, but was {value.GetType()}.", nameof(value)),
    };

    private YamlField WriteField(KeyValuePair<string, object> entry, int? indent)
    {
        var at = _text.Next;
        WriteText(entry.Key);
        _text.Append(": ");
        return new YamlField(at, entry.Key, Write(entry.Value, indent));
    }

    private void WriteItems<T>(char open, char close, IEnumerable<T> items, int count, int? indent, Action<T> write)
    {
        _text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            _text.Append(separator);
            NewLine(indent + 2);
            write(item);
            separator = indent is null ? ", " : ",";
        }

        if (count > 0)
        {
            NewLine(indent);
        }

        _text.Append(close);
    }

    private void NewLine(int? indent)
    {
        if (indent is { } spaces)
        {
            _text.NewLine().Indent(spaces);
        }
    }

    private void WriteText(string value)
    {
        _text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append(@"\n"),
                '\r' => _text.Append(@"\r"),
                '\t' => _text.Append(@"\t"),
                >= ' ' and < '\x7f' => _text.Append(character),
                _ => _text.Append(@"\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)),
            };
        }

        _text.Append('"');
    }
}
