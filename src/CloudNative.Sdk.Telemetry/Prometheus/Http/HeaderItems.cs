namespace CloudNative.Sdk.Telemetry.Prometheus.Http;

/// <summary>Splits the value of a header at its commas, or an item at its semicolons, but not within quotes.</summary>
internal ref struct HeaderItems(ReadOnlySpan<char> text, char separator)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _ended;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly HeaderItems GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        var end = EndOfItem(_rest, separator);
        _ended = end == _rest.Length;
        Current = _rest[..end].Trim(" \t");
        _rest = _ended ? [] : _rest[(end + 1)..];
        return true;
    }

    /// <summary>Reads a quality from 0 to 1 with at most three decimals, as thousandths.</summary>
    /// <remarks>RFC 9110, section 12.4.2.</remarks>
    public static bool TryParseQuality(ReadOnlySpan<char> text, out int thousandths)
    {
        thousandths = 0;
        if (text.Length is 0 or > 5 || text[0] is not ('0' or '1') || (text.Length > 1 && text[1] != '.'))
        {
            return false;
        }

        thousandths = (text[0] - '0') * 1000;
        var weight = 100;
        foreach (var digit in text.Length > 2 ? text[2..] : [])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            thousandths += (digit - '0') * weight;
            weight /= 10;
        }

        return thousandths <= 1000;
    }

    private static int EndOfItem(ReadOnlySpan<char> text, char separator)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
            }
            else if (text[i] == separator && !quoted)
            {
                return i;
            }
        }

        return text.Length;
    }
}
