using System.Buffers.Binary;
using System.Text;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>One question as it is sent.</summary>
internal sealed class DnsQuery
{
    /// <summary>The size of answers by UDP that no network cuts to pieces (DNS Flag Day 2020).</summary>
    public const int MaxUdpAnswer = 1232;

    private const int LengthBytes = 2;
    private const int TypeAndClassBytes = 4;
    private const int OptBytes = 11;
    private const int RecursionDesired = 0x0100;
    private const int ResponseFlag = 0x80;
    private const int OperationMask = 0x78;
    private const int CodeMask = 0x0F;

    private readonly byte[] _framed;
    private readonly int _questionBytes;

    private DnsQuery(byte[] framed, int questionBytes, bool isExtended)
    {
        _framed = framed;
        _questionBytes = questionBytes;
        IsExtended = isExtended;
    }

    /// <summary>Gets the message.</summary>
    public ReadOnlyMemory<byte> Message => _framed.AsMemory(LengthBytes);

    /// <summary>Gets the message after its length, as TCP has it.</summary>
    public ReadOnlyMemory<byte> Framed => _framed;

    /// <summary>Gets whether it asks for more than the 512 bytes of old by EDNS (RFC 6891), which a very old server refuses.</summary>
    public bool IsExtended { get; }

    private ReadOnlySpan<byte> Question => _framed.AsSpan(LengthBytes + DnsMessage.HeaderBytes, _questionBytes);

    /// <summary>Makes a question.</summary>
    /// <param name="name">A valid name.</param>
    /// <param name="type">The type of the records.</param>
    /// <param name="id">A number that nobody else can guess.</param>
    /// <param name="extended">Whether to use EDNS.</param>
    public static DnsQuery Create(string name, DnsType type, ushort id, bool extended)
    {
        Span<byte> nameBytes = stackalloc byte[DnsName.MaxBytes];
        if (!DnsName.TryWrite(name, nameBytes, out var nameLength))
        {
            throw new ArgumentException($"'{name}' is no DNS name.", nameof(name));
        }

        var question = nameLength + TypeAndClassBytes;
        var framed = new byte[LengthBytes + DnsMessage.HeaderBytes + question + (extended ? OptBytes : 0)];
        var message = framed.AsSpan(LengthBytes);
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], (ushort)(extended ? 1 : 0));
        nameBytes[..nameLength].CopyTo(message[DnsMessage.HeaderBytes..]);
        var rest = message[(DnsMessage.HeaderBytes + nameLength)..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], 1);
        if (extended)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest[5..], (ushort)DnsType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(rest[7..], MaxUdpAnswer);
        }

        return new DnsQuery(framed, question, extended);
    }

    /// <summary>Gets whether a message answers this question: the same id and the same question. Anything else is a stray or forged message (RFC 5452).</summary>
    public bool IsAnsweredBy(ReadOnlySpan<byte> message)
    {
        if (message.Length < DnsMessage.HeaderBytes
            || !message[..2].SequenceEqual(Message.Span[..2])
            || (message[2] & (ResponseFlag | OperationMask)) != ResponseFlag)
        {
            return false;
        }

        // A server that could not read the question need not repeat it.
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        return (questions == 0 && (message[3] & CodeMask) == DnsCode.FormatError)
            || (questions == 1
                && message.Length >= DnsMessage.HeaderBytes + _questionBytes
                && Ascii.EqualsIgnoreCase(message.Slice(DnsMessage.HeaderBytes, _questionBytes), Question));
    }
}
