using System.Text;
using CloudNative.Sdk.Manifests.Diagnostics;

namespace CloudNative.Sdk.Manifests.Yaml;

/// <summary>A text that is being written, which knows the place where it goes on.</summary>
/// <param name="file">The file that it is for.</param>
internal sealed class PlacedText(string file)
{
    private readonly StringBuilder _text = new();
    private int _line = 1;
    private int _start;

    /// <summary>Gets the place of what is written next, as <see cref="YamlReader"/> tells it.</summary>
    public Position Next => new(file, _line, _text.Length - _start + 1);

    /// <summary>Adds what holds no newline.</summary>
    public PlacedText Append(string part)
    {
        _text.Append(part);
        return this;
    }

    /// <summary>Adds what is no newline.</summary>
    public PlacedText Append(char character)
    {
        _text.Append(character);
        return this;
    }

    public PlacedText Indent(int spaces)
    {
        _text.Append(' ', spaces);
        return this;
    }

    public PlacedText NewLine()
    {
        _text.Append('\n');
        _line++;
        _start = _text.Length;
        return this;
    }

    public override string ToString() => _text.ToString();
}
