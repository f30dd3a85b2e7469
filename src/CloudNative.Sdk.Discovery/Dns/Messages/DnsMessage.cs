using System.Net;

namespace CloudNative.Sdk.Discovery.Dns.Messages;

/// <summary>An answer of a name server; what is of no use here, as EDNS options and unknown records, is not kept.</summary>
internal sealed class DnsMessage
{
    public const int HeaderBytes = 12;

    private const int TruncatedFlag = 0x0200;
    private const int CodeMask = 0x000F;
    private const int InternetClass = 1;

    /// <summary>The root as name, type, class, TTL and length: no record is shorter.</summary>
    private const int MinRecordBytes = 11;

    private readonly List<DnsRecord> _answers = [];
    private readonly List<AddressRecord> _additional = [];

    private DnsMessage()
    {
    }

    /// <summary>Gets what the server says as a whole, one of <see cref="DnsCode"/>.</summary>
    public int Code { get; private set; }

    /// <summary>Gets whether the message was cut, and must be asked for by TCP.</summary>
    public bool IsTruncated { get; private init; }

    public IReadOnlyList<DnsRecord> Answers => _answers;

    /// <summary>Gets addresses that were not asked for, and belong to the answers.</summary>
    public IReadOnlyList<AddressRecord> Additional => _additional;

    /// <summary>Gets how long the absence of the name or of its records is valid (RFC 2308, section 5), or null where the server does not say.</summary>
    public TimeSpan? NegativeTtl { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">At most 65535 bytes by its protocols, which bounds what is read from it: up to some 4,000 records.</param>
    /// <exception cref="DnsFormatException">It is malformed.</exception>
    public static DnsMessage Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new DnsReader(bytes);
        reader.Take(2);
        var flags = reader.ReadUInt16();
        var message = new DnsMessage { Code = flags & CodeMask, IsTruncated = (flags & TruncatedFlag) != 0 };
        var questions = reader.ReadUInt16();
        int answers = reader.ReadUInt16();
        int authorities = reader.ReadUInt16();
        int additional = reader.ReadUInt16();
        if (message.IsTruncated)
        {
            return message;
        }

        if ((answers + authorities + additional) * MinRecordBytes > reader.Length - reader.Position)
        {
            throw reader.Malformed("the message is too short for the records that it announces");
        }

        for (var i = 0; i < questions; i++)
        {
            reader.SkipName();
            reader.Take(4);
        }

        message.ReadSections(ref reader, answers, authorities, additional);
        return message;
    }

    private void ReadSections(ref DnsReader reader, int answers, int authorities, int additional)
    {
        for (var i = 0; i < answers; i++)
        {
            if (ReadRecord(ref reader) is { } record)
            {
                _answers.Add(record);
            }
        }

        for (var i = 0; i < authorities; i++)
        {
            ReadRecord(ref reader);
        }

        for (var i = 0; i < additional; i++)
        {
            if (ReadRecord(ref reader) is AddressRecord record)
            {
                _additional.Add(record);
            }
        }
    }

    private DnsRecord? ReadRecord(ref DnsReader reader)
    {
        var owner = reader;
        reader.SkipName();
        var type = (DnsType)reader.ReadUInt16();
        var recordClass = reader.ReadUInt16();
        var ttl = reader.ReadUInt32();
        var length = reader.ReadUInt16();
        var end = reader.Position + length;
        if (end > reader.Length)
        {
            throw reader.Malformed("a record is longer than the message");
        }

        if (type == DnsType.Opt)
        {
            // The upper bits of the code are where other records have their TTL (RFC 6891, section 6.1.3).
            Code |= (int)(ttl >> 24) << 4;
        }

        if (recordClass != InternetClass || type is not (DnsType.A or DnsType.Aaaa or DnsType.Cname or DnsType.Srv or DnsType.Soa))
        {
            reader.Position = end;
            return null;
        }

        var record = ReadData(ref reader, owner.ReadName(), type, LifetimeOf(ttl), length);
        return reader.Position == end ? record : throw reader.Malformed("a record has another length than it announces");
    }

    private DnsRecord? ReadData(ref DnsReader reader, string name, DnsType type, TimeSpan ttl, int length)
    {
        switch (type)
        {
            case DnsType.A or DnsType.Aaaa:
                return length == (type == DnsType.A ? 4 : 16)
                    ? new AddressRecord(name, type, ttl, new IPAddress(reader.Take(length)))
                    : throw reader.Malformed("an address has a wrong length");
            case DnsType.Cname:
                return new AliasRecord(name, ttl, reader.ReadName());
            case DnsType.Srv:
                return new ServiceRecord(name, ttl, reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadName());
            default:
                reader.SkipName();
                reader.SkipName();
                reader.Take(16);
                var minimum = LifetimeOf(reader.ReadUInt32());
                NegativeTtl = minimum < ttl ? minimum : ttl;
                return null;
        }
    }

    /// <summary>Seconds; the upper half of the numbers stands for zero (RFC 2181, section 8).</summary>
    private static TimeSpan LifetimeOf(uint seconds) => seconds > int.MaxValue ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
}
