using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

/// <summary>Makes messages byte by byte, independently of the code that reads them (RFC 1035, section 4).</summary>
internal static class Wire
{
    public const int A = 1;
    public const int Cname = 5;
    public const int Soa = 6;
    public const int Txt = 16;
    public const int Aaaa = 28;
    public const int Srv = 33;
    public const int Opt = 41;

    public const int Response = 0x8180;
    public const int Truncated = 0x0200;
    public const int FormatError = 1;
    public const int ServerFailure = 2;
    public const int NameError = 3;
    public const int Refused = 5;

    public static byte[] U16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] U32(uint value) => [.. U16((int)(value >> 16)), .. U16((int)(value & 0xFFFF))];

    public static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    /// <summary>A name that goes on elsewhere in the message.</summary>
    public static byte[] Pointer(int offset) => U16(0xC000 | offset);

    public static byte[] Question(string name, int type) => [.. Name(name), .. U16(type), .. U16(1)];

    public static byte[] Header(int id, int flags, int questions, int answers, int authorities, int additional) =>
        [.. U16(id), .. U16(flags), .. U16(questions), .. U16(answers), .. U16(authorities), .. U16(additional)];

    public static byte[] Record(byte[] name, int type, uint ttl, byte[] data, int recordClass = 1) =>
        [.. name, .. U16(type), .. U16(recordClass), .. U32(ttl), .. U16(data.Length), .. data];

    public static byte[] AddressOf(string name, string address, uint ttl = 60)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        return Record(Name(name), bytes.Length == 4 ? A : Aaaa, ttl, bytes);
    }

    public static byte[] AliasOf(string name, string target, uint ttl = 60) => Record(Name(name), Cname, ttl, Name(target));

    public static byte[] ServiceOf(string name, int priority, int weight, int port, string target, uint ttl = 60) =>
        Record(Name(name), Srv, ttl, [.. U16(priority), .. U16(weight), .. U16(port), .. Name(target)]);

    public static byte[] AuthorityOf(string zone, uint ttl, uint minimum) =>
        Record(Name(zone), Soa, ttl, [.. Name("ns." + zone), .. Name("admin." + zone), .. U32(1), .. U32(2), .. U32(3), .. U32(4), .. U32(minimum)]);

    public static byte[] Message(int id, int flags, byte[] question, byte[][] answers, byte[][]? authorities = null, byte[][]? additional = null) =>
    [
        .. Header(id, flags, question.Length > 0 ? 1 : 0, answers.Length, authorities?.Length ?? 0, additional?.Length ?? 0),
        .. question,
        .. answers.SelectMany(record => record),
        .. (authorities ?? []).SelectMany(record => record),
        .. (additional ?? []).SelectMany(record => record),
    ];
}
