using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Testing.Metrics;

/// <summary>Reads the line of a sample, from left to right: <c>name{label="value"} 1.5 # {trace_id="…"} 1</c>.</summary>
internal sealed class SampleReader(string line)
{
    private int _at;

    /// <exception cref="FormatException">The line is not well-formed; the message says where.</exception>
    public Sample Read()
    {
        var name = IsAt('{') ? "" : Name(allowsColon: true);
        var labels = IsAt('{') ? Labels(ref name) : [];
        Expect(name.Length > 0, "a name");
        Space();
        var value = Number();
        if (!AtEnd && !line.AsSpan(_at).StartsWith(" # "))
        {
            Space();
            Number();
        }

        return new Sample(name, labels, value, !AtEnd && Exemplar());
    }

    private bool AtEnd => _at == line.Length;

    private bool IsAt(char character) => !AtEnd && line[_at] == character;

    private bool Exemplar()
    {
        _at += " # ".Length;
        var none = "";
        Expect(IsAt('{'), "'{'");
        var length = Labels(ref none).Sum(label => label.Key.EnumerateRunes().Count() + label.Value.EnumerateRunes().Count());
        Expect(length <= 128, "an exemplar of at most 128 characters");
        Space();
        Number();
        if (!AtEnd)
        {
            Space();
            Number();
        }

        Expect(AtEnd, "the end of the line");
        return true;
    }

    /// <summary>Reads what is in braces; the name of the metric may be the first thing there, in quotes.</summary>
    private List<KeyValuePair<string, string>> Labels(ref string name)
    {
        var labels = new List<KeyValuePair<string, string>>();
        for (_at++; !IsAt('}'); Separate())
        {
            var label = IsAt('"') ? Quoted() : Name(allowsColon: false);
            if (name.Length == 0 && labels.Count == 0 && !IsAt('='))
            {
                name = label;
                continue;
            }

            Expect(IsAt('='), "'='");
            _at++;
            Expect(IsAt('"'), "'\"'");
            Expect(labels.TrueForAll(other => other.Key != label), $"the label '{label}' once");
            labels.Add(new(label, Quoted()));
        }

        _at++;
        return labels;
    }

    private void Separate()
    {
        if (!IsAt('}'))
        {
            Expect(IsAt(','), "',' or '}'");
            _at++;
        }
    }

    private string Name(bool allowsColon)
    {
        var start = _at;
        while (!AtEnd && (char.IsAsciiLetter(line[_at]) || line[_at] == '_' || (allowsColon && line[_at] == ':') || (_at > start && char.IsAsciiDigit(line[_at]))))
        {
            _at++;
        }

        Expect(_at > start, "a name");
        return line[start.._at];
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; !IsAt('"'); _at++)
        {
            Expect(!AtEnd, "'\"'");
            if (IsAt('\\'))
            {
                _at++;
                Expect(IsAt('\\') || IsAt('"') || IsAt('n'), "'\\\\', '\\\"' or '\\n'");
            }

            text.Append(line[_at]);
        }

        _at++;
        return text.ToString();
    }

    private double Number()
    {
        var end = line.IndexOf(' ', _at) is >= 0 and var space ? space : line.Length;
        var text = line[_at..end];
        var value = text switch
        {
            "NaN" => double.NaN,
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ when double.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => throw Fault("a number"),
        };
        _at = end;
        return value;
    }

    private void Space()
    {
        Expect(IsAt(' '), "a space");
        _at++;
    }

    private void Expect(bool holds, string expected)
    {
        if (!holds)
        {
            throw Fault(expected);
        }
    }

    private FormatException Fault(string expected) => new(string.Create(CultureInfo.InvariantCulture, $"column {_at + 1} should have {expected}"));
}
