using System.Buffers.Binary;
using System.Globalization;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>Reads a message from its beginning to its end; nothing outside the message is ever looked at.</summary>
/// <param name="message">The whole message, since names point back into it.</param>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    private const int LabelKind = 0xC0;

    /// <summary>A byte that cannot be shown takes four characters: <c>\007</c>.</summary>
    private const int MaxNameText = 4 * DnsName.MaxBytes;

    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; set; }

    public readonly int Length => _message.Length;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Takes the next bytes as they are.</summary>
    /// <exception cref="DnsFormatException">The message is shorter.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - Position)
        {
            throw Malformed("the message ends too early");
        }

        Position += count;
        return _message.Slice(Position - count, count);
    }

    /// <summary>Passes a name over, without following it.</summary>
    /// <exception cref="DnsFormatException">It has no end.</exception>
    public void SkipName()
    {
        while (ReadByte() is not 0 and var length)
        {
            switch (length & LabelKind)
            {
                case 0:
                    Take(length);
                    break;
                case LabelKind:
                    Take(1);
                    return;
                default:
                    throw Malformed("a label is of an unknown kind");
            }
        }
    }

    /// <summary>Reads a name. Each pointer must lead further back than the one before it, so there is no circle to go round in.</summary>
    /// <exception cref="DnsFormatException">It is too long, has no end, or points anywhere else.</exception>
    public string ReadName()
    {
        Span<char> text = stackalloc char[MaxNameText];
        var end = -1;
        var bytes = 1;
        var used = 0;
        var limit = Position;
        while (ReadByte() is not 0 and var length)
        {
            if ((length & LabelKind) == LabelKind)
            {
                var target = ((length & ~LabelKind) << 8) | ReadByte();
                end = end < 0 ? Position : end;
                if (target >= limit)
                {
                    throw Malformed("a name does not point backwards");
                }

                Position = limit = target;
                continue;
            }

            if ((length & LabelKind) != 0)
            {
                throw Malformed("a label is of an unknown kind");
            }

            bytes += 1 + length;
            if (bytes > DnsName.MaxBytes)
            {
                throw Malformed("a name is too long");
            }

            used = Append(text, used, Take(length));
        }

        Position = end < 0 ? Position : end;
        return used == 0 ? DnsName.Root : text[..used].ToString();
    }

    public readonly DnsFormatException Malformed(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{what} (byte {Position} of {_message.Length})"));

    /// <summary>Adds a label; a dot within it and what cannot be shown are escaped (RFC 1035, section 5.1).</summary>
    private static int Append(Span<char> text, int used, ReadOnlySpan<byte> label)
    {
        if (used > 0)
        {
            text[used++] = '.';
        }

        foreach (var value in label)
        {
            if (value is > (byte)' ' and <= (byte)'~' and not (byte)'.' and not (byte)'\\')
            {
                text[used++] = (char)value;
                continue;
            }

            text[used++] = '\\';
            value.TryFormat(text[used..], out var digits, "D3", CultureInfo.InvariantCulture);
            used += digits;
        }

        return used;
    }
}
