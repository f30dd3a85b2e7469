using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Asks one server once: by UDP, and by TCP where the answer does not fit.</summary>
internal static class DnsTransport
{
    /// <summary>What a length of 16 bits allows, by either protocol.</summary>
    private const int MaxMessage = ushort.MaxValue;

    public static async Task<DnsMessage> AskAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessage);
        try
        {
            var message = await AskAsync(server, NewQuery(name, type, extended: true), buffer, cancellationToken).ConfigureAwait(false);
            return message.Code is DnsCode.FormatError or DnsCode.NotImplemented
                ? await AskAsync(server, NewQuery(name, type, extended: false), buffer, cancellationToken).ConfigureAwait(false)
                : message;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<DnsMessage> AskAsync(IPEndPoint server, DnsQuery query, byte[] buffer, CancellationToken cancellationToken)
    {
        var length = await UdpExchange.AskAsync(server, query, buffer, cancellationToken).ConfigureAwait(false);
        var message = DnsMessage.Parse(buffer.AsSpan(0, length));
        if (!message.IsTruncated)
        {
            return message;
        }

        length = await TcpExchange.AskAsync(server, query, buffer, cancellationToken).ConfigureAwait(false);
        message = DnsMessage.Parse(buffer.AsSpan(0, length));
        return message.IsTruncated ? throw new DnsFormatException("the answer is cut by TCP too") : message;
    }

    private static DnsQuery NewQuery(string name, DnsType type, bool extended)
    {
        Span<byte> id = stackalloc byte[2];
        RandomNumberGenerator.Fill(id);
        return DnsQuery.Create(name, type, BitConverter.ToUInt16(id), extended);
    }
}
