using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Prometheus.Text;

/// <summary>Writes UTF-8 into a buffer writer through one span at a time; <see cref="Complete"/> hands over the last.</summary>
internal ref struct Utf8Output(IBufferWriter<byte> writer)
{
    private const int SpanSize = 4096;
    private const int LongestNumber = 32;
    private const int LongestCharacter = 3;
    private const int TextPart = SpanSize / LongestCharacter;

    /// <summary>Every whole number up to this is a double, and is written without an exponent.</summary>
    private const double GreatestWhole = 1e15;

    private Span<byte> _span;
    private int _used;
    private long _handedOver;

    /// <summary>Gets how many bytes have been written.</summary>
    public readonly long Written => _handedOver + _used;

    /// <summary>Writes two parts, and makes room for a number behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteTogether(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = first.Length + second.Length;
        if (length > SpanSize - LongestNumber - 1)
        {
            Write(first);
            Write(second);
            return;
        }

        Reserve(length + LongestNumber + 1);
        first.CopyTo(_span[_used..]);
        second.CopyTo(_span[(_used + first.Length)..]);
        _used += length;
    }

    /// <summary>Writes three parts, and makes room for a number behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBucket(ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> bound)
    {
        var length = name.Length + labels.Length + bound.Length;
        if (length > SpanSize - LongestNumber - 1)
        {
            Write(name);
            Write(labels);
            Write(bound);
            return;
        }

        Reserve(length + LongestNumber + 1);
        var rest = _span[_used..];
        name.CopyTo(rest);
        labels.CopyTo(rest[name.Length..]);
        bound.CopyTo(rest[(name.Length + labels.Length)..]);
        _used += length;
    }

    /// <summary>Writes a time as seconds since 1970 with milliseconds.</summary>
    public void WriteTime(DateTimeOffset time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        Write(milliseconds / 1000);
        Write((byte)'.');
        Reserve(LongestNumber);
        (milliseconds % 1000).TryFormat(_span[_used..], out var written, "000", CultureInfo.InvariantCulture);
        _used += written;
    }

    public void Write(byte value)
    {
        Reserve(1);
        _span[_used++] = value;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Reserve(1);
            var count = Math.Min(bytes.Length, _span.Length - _used);
            bytes[..count].CopyTo(_span[_used..]);
            _used += count;
            bytes = bytes[count..];
        }
    }

    public void Write(long value)
    {
        Reserve(LongestNumber);
        value.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Writes the shortest text that reads back as the same number, or NaN, +Inf, -Inf.</summary>
    public void Write(double value)
    {
        if (Math.Abs(value) < GreatestWhole && value == (long)value)
        {
            Write((long)value);
            return;
        }

        if (!double.IsFinite(value))
        {
            Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
            return;
        }

        Reserve(LongestNumber);
        value.TryFormat(_span[_used..], out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Writes text as it is; half a surrogate pair becomes the replacement character.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var count = Math.Min(text.Length, TextPart);
            if (count < text.Length && char.IsHighSurrogate(text[count - 1]))
            {
                count--;
            }

            Reserve(count * LongestCharacter);
            _used += Encoding.UTF8.GetBytes(text[..count], _span[_used..]);
            text = text[count..];
        }
    }

    /// <summary>Writes text with a backslash before each backslash and quote, and line feeds as <c>\n</c>; HELP text of Prometheus keeps its quotes.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text, bool keepQuotes = false)
    {
        while (IndexOfSpecial(text, keepQuotes) is >= 0 and var special)
        {
            Write(text[..special]);
            Write(text[special] switch { '\n' => "\\n"u8, '"' => "\\\""u8, _ => "\\\\"u8 });
            text = text[(special + 1)..];
        }

        Write(text);
    }

    public void Complete()
    {
        if (_used > 0)
        {
            writer.Advance(_used);
        }

        _handedOver += _used;
        _span = default;
        _used = 0;
    }

    private static int IndexOfSpecial(ReadOnlySpan<char> text, bool keepQuotes) =>
        keepQuotes ? text.IndexOfAny('\\', '\n') : text.IndexOfAny('\\', '\n', '"');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int size)
    {
        if (_span.Length - _used < size)
        {
            Renew(size);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Renew(int size)
    {
        Complete();
        _span = writer.GetSpan(size);
    }
}
