using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CloudNative.Sdk.Core.Ops.Page;

/// <summary>Writes HTML. Every text and every value of an attribute is encoded; names of elements and attributes are literals of this code.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();

    /// <summary>Gets how many characters are written.</summary>
    public int Length => _html.Length;

    public HtmlWriter Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(element, attributes);
        _open.Push(element);
        return this;
    }

    public HtmlWriter Close()
    {
        _html.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    public HtmlWriter Text(string text)
    {
        _html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>Writes an element that holds a text.</summary>
    public HtmlWriter Element(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(element, attributes).Text(text).Close();

    /// <summary>Writes an element that holds nothing and has no end: an <c>input</c>, a <c>meta</c>.</summary>
    public HtmlWriter Void(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(element, attributes);
        return this;
    }

    /// <summary>Writes what is no input of anybody: the style and the script of the page.</summary>
    public HtmlWriter Literal(string html)
    {
        _html.Append(html);
        return this;
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_html.ToString());

    private void Begin(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            // Without a value the attribute is left out; an empty one switches something on.
            if (value is not null)
            {
                _html.Append(' ').Append(name);
                if (value.Length > 0)
                {
                    _html.Append("=\"").Append(Encoder.Encode(value)).Append('"');
                }
            }
        }

        _html.Append('>');
    }
}
