using System.Buffers;
using System.Globalization;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Prometheus;

/// <summary>Renders the tags of one series as <c>name="value",name="value"</c>; used again for the next series.</summary>
internal sealed class LabelSet
{
    private readonly List<(string Name, string Key, string Value)> _labels = [];
    private readonly ArrayBufferWriter<byte> _text = new(256);

    /// <summary>Gets the labels in the order of their names, without braces.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Takes the labels of a series.</summary>
    /// <param name="tags">The tags; one without a value is left out, since Prometheus makes no difference.</param>
    /// <param name="reserved">The label that the format itself adds, or null; a tag of that name gets the prefix <c>exported_</c>.</param>
    public void Set(ReadOnlyTagCollection tags, string? reserved)
    {
        _labels.Clear();
        foreach (var tag in tags)
        {
            Add(tag.Key, tag.Value, reserved);
        }

        Render();
    }

    /// <summary>Takes the labels from pairs.</summary>
    public void Set(IEnumerable<KeyValuePair<string, object>> pairs)
    {
        _labels.Clear();
        foreach (var pair in pairs)
        {
            Add(pair.Key, pair.Value, reserved: null);
        }

        Render();
    }

    private void Add(string key, object? value, string? reserved)
    {
        // To Prometheus an empty label is no label.
        if (value is not null && Format(value) is { Length: > 0 } text)
        {
            var name = PrometheusNames.Sanitize(key);
            _labels.Add((name == reserved ? "exported_" + name : name, key, text));
        }
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
            if (joins)
            {
                output.Write(";"u8);
            }
            else
            {
                output.Write(i == 0 ? ""u8 : "\","u8);
                output.Write(_labels[i].Name);
                output.Write("=\""u8);
            }

            output.WriteEscaped(_labels[i].Value);
        }

        output.Write(_labels.Count == 0 ? ""u8 : "\""u8);
        output.Complete();
    }

    private static string Format(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        Array items => "[" + string.Join(',', items.Cast<object?>().Select(item => item is null ? "null" : Format(item))) + "]",
        _ => FormatForeign(value),
    };

    // A tag whose ToString() throws must not cost the whole scrape.
    private static string FormatForeign(object value)
    {
        try
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        }
        catch (Exception)
        {
            return value.GetType().ToString();
        }
    }
}
