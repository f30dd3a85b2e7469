using CloudNative.Sdk.Manifests.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Reads one YAML document into nodes that know their place. Aliases are copied in; keys must be plain texts.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlReader(string file, string text, DiagnosticBag diagnostics)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
        _diagnostics = diagnostics;
    }

    /// <summary>Reads the document; null when there is none or when its syntax is wrong, which is then reported.</summary>
    public static YamlNode? Read(string file, string text, DiagnosticBag diagnostics)
    {
        var reader = new YamlReader(file, text, diagnostics);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            var message = exception.Message.Replace('\r', ' ').Replace('\n', ' ').TrimEnd('.');
            diagnostics.Error(DiagnosticIds.Syntax, At(file, exception.Start), $"the YAML cannot be read: {message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner's way of saying that a plain text runs into a key where none may begin.
            diagnostics.Error(DiagnosticIds.Syntax, At(file, reader._parser.Current?.End ?? Mark.Empty), "the YAML cannot be read after this place; a bracket or a quote may be open");
            return null;
        }
    }

    private static Position At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var node = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlException(second.Start, second.End, "a second document begins here, but one document is expected");
        }

        return node;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"the values are nested deeper than {MaxDepth} levels");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlException(alias.Start, alias.End, $"the alias '*{alias.Value}' stands before its anchor, or has none");
        }

        var at = At(_file, _parser.Current!.Start);
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = ReadContent(at, depth);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlNode ReadContent(Position at, int depth)
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlText(at, scalar.Value, scalar.Style == ScalarStyle.Plain);
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new YamlList(at, items);
        }

        _parser.Consume<MappingStart>();
        return new YamlObject(at, ReadFields(depth));
    }

    private List<YamlField> ReadFields(int depth)
    {
        var fields = new List<YamlField>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a key must be a text");
            }

            var at = At(_file, key.Start);
            var value = ReadNode(depth + 1);
            if (fields.FirstOrDefault(field => field.Name == key.Value) is { } first)
            {
                _diagnostics.Error(DiagnosticIds.DuplicateKey, at, $"the key '{key.Value}' is given twice; the first is in line {first.Position.Line}");
            }
            else
            {
                fields.Add(new YamlField(at, key.Value, value));
            }
        }

        return fields;
    }
}
