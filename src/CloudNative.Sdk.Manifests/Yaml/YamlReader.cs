using System.Text.RegularExpressions;
using CloudNative.Sdk.Manifests.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>Reads YAML documents into nodes that know their place. Aliases are copied in; keys must be plain texts. What nobody writes by hand is refused before it costs time or memory.</summary>
internal sealed class YamlReader
{
    private static readonly Regex LoneSurrogate = new(@"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", RegexOptions.CultureInvariant);

    private readonly string _file;
    private readonly Parser _parser;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, (YamlNode Node, long Values)> _anchors = new(StringComparer.Ordinal);
    private long _values;
    private long _aliased;

    private YamlReader(string file, string text, DiagnosticBag diagnostics)
    {
        _file = file;
        _parser = new Parser(new StringReader(text.TrimStart('\ufeff')));
        _diagnostics = diagnostics;
    }

    /// <summary>Reads the one document; null when there is none or when its syntax is wrong, which is then reported.</summary>
    public static YamlNode? Read(string file, string text, DiagnosticBag diagnostics) => Read(file, text, diagnostics, reader => reader.ReadDocument());

    /// <summary>Reads all documents; none when the syntax of any is wrong, which is then reported.</summary>
    public static IReadOnlyList<YamlNode> ReadAll(string file, string text, DiagnosticBag diagnostics) => Read(file, text, diagnostics, reader => reader.ReadDocuments()) ?? [];

    private static T? Read<T>(string file, string text, DiagnosticBag diagnostics, Func<YamlReader, T?> read)
        where T : class
    {
        if (text.Length > YamlLimits.Length)
        {
            diagnostics.Error(DiagnosticIds.Syntax, new Position(file), FormattableString.Invariant($"the file has {text.Length} characters, but {YamlLimits.Length} are allowed"));
            return null;
        }

        if (LoneSurrogate.IsMatch(text))
        {
            diagnostics.Error(DiagnosticIds.Syntax, new Position(file, 1, 1), "the file holds half of a character (a surrogate without its other half); save it as UTF-8");
            return null;
        }

        var reader = new YamlReader(file, text, diagnostics);
        try
        {
            return read(reader);
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

    private List<YamlNode> ReadDocuments()
    {
        var documents = new List<YamlNode>();
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            documents.Add(ReadNode(depth: 0));
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > YamlLimits.Depth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"the values are nested deeper than {YamlLimits.Depth} levels");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return ReadAlias(alias);
        }

        _values++;
        var before = _values;
        var at = At(_file, _parser.Current!.Start);
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = ReadContent(at, depth);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = (node, _values - before + 1);
        }

        return node;
    }

    /// <summary>Gets what the alias stands for; a few aliases of aliases would stand for more values than memory holds.</summary>
    private YamlNode ReadAlias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw new YamlException(alias.Start, alias.End, $"the alias '*{alias.Value}' stands before its anchor, or has none");
        }

        _values += target.Values;
        _aliased += target.Values;
        return _aliased <= YamlLimits.Aliased ? target.Node : throw new YamlException(alias.Start, alias.End, FormattableString.Invariant($"the aliases stand for more than {YamlLimits.Aliased} values"));
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
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a key must be a text");
            }

            var at = At(_file, key.Start);
            var value = ReadNode(depth + 1);
            if (lines.TryGetValue(key.Value, out var first))
            {
                _diagnostics.Error(DiagnosticIds.DuplicateKey, at, FormattableString.Invariant($"the key '{key.Value}' is given twice; the first is in line {first}"));
            }
            else
            {
                lines.Add(key.Value, at.Line);
                fields.Add(new YamlField(at, key.Value, value));
            }
        }

        return fields;
    }
}
