using System.Buffers;
using CloudNative.Sdk.Telemetry.Prometheus.Names;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Renders labels as <c>name="value",name="value"</c>; used again for the next series.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class LabelSet(NameScheme names)
{
    private readonly List<(string Name, string Key, string Value)> _labels = [];
    private readonly Dictionary<(string Key, bool Histogram), string> _names = [];
    private readonly ArrayBufferWriter<byte> _text = new(256);

    /// <summary>Gets the labels in the order of their names, without braces.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Renders the labels of a series, ended by <c>} </c> where there are any.</summary>
    /// <param name="tags">The tags; one without a value is left out, since Prometheus makes no difference.</param>
    /// <param name="histogram">Whether the series has the label <c>le</c> of its own.</param>
    /// <param name="scope">Labels that every series of the metric has.</param>
    public ReadOnlySpan<byte> Render(ReadOnlyTagCollection tags, bool histogram, IReadOnlyList<KeyValuePair<string, object?>> scope)
    {
        _labels.Clear();
        foreach (var tag in tags)
        {
            Add(tag.Key, tag.Value, histogram);
        }

        foreach (var label in scope)
        {
            Add(label.Key, label.Value, histogram);
        }

        Render();
        if (_text.WrittenCount > 0)
        {
            _text.Write("} "u8);
        }

        return Text;
    }

    /// <summary>Renders pairs.</summary>
    public ReadOnlySpan<byte> Render(IEnumerable<KeyValuePair<string, object>> pairs)
    {
        _labels.Clear();
        foreach (var pair in pairs)
        {
            Add(pair.Key, pair.Value, histogram: false);
        }

        Render();
        return Text;
    }

    private void Add(string key, object? value, bool histogram)
    {
        // To Prometheus an empty label is no label.
        if (value is null || TagText.Of(value) is not { Length: > 0 } text)
        {
            return;
        }

        if (!_names.TryGetValue((key, histogram), out var name))
        {
            _names.Add((key, histogram), name = names.Label(key, histogram));
        }

        _labels.Add((name, key, text));
    }

    private void Render()
    {
        _labels.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : string.CompareOrdinal(a.Key, b.Key));
        _text.ResetWrittenCount();
        var output = new Utf8Output(_text);
        for (var i = 0; i < _labels.Count; i++)
        {
            // Keys that become one name share it; the specification joins their values.
            var joins = i > 0 && _labels[i].Name == _labels[i - 1].Name;
            output.Write(joins ? ";"u8 : i == 0 ? ""u8 : "\","u8);
            if (!joins)
            {
                WriteName(ref output, _labels[i].Name);
                output.Write("=\""u8);
            }

            output.WriteEscaped(_labels[i].Value);
        }

        output.Write(_labels.Count == 0 ? ""u8 : "\""u8);
        output.Complete();
    }

    private static void WriteName(ref Utf8Output output, string name)
    {
        if (EscapedName.IsPlain(name, label: true))
        {
            output.Write(name);
            return;
        }

        output.Write("\""u8);
        output.WriteEscaped(name);
        output.Write("\""u8);
    }
}
