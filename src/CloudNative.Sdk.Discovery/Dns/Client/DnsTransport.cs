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

    public static async Task<DnsMessage> AskAsync(IPEndPoint server, string name, DnsType type, bool isTcpOnly, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessage);
        try
        {
            var message = await AskAsync(server, NewQuery(name, type, extended: true), isTcpOnly, buffer, cancellationToken).ConfigureAwait(false);
            return message.Code is DnsCode.FormatError or DnsCode.NotImplemented
                ? await AskAsync(server, NewQuery(name, type, extended: false), isTcpOnly, buffer, cancellationToken).ConfigureAwait(false)
                : message;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<DnsMessage> AskAsync(IPEndPoint server, DnsQuery query, bool isTcpOnly, byte[] buffer, CancellationToken cancellationToken)
    {
        if (!isTcpOnly)
        {
            var byUdp = await UdpExchange.AskAsync(server, query, buffer, cancellationToken).ConfigureAwait(false);
            var message = DnsMessage.Parse(buffer.AsSpan(0, byUdp));
            if (!message.IsTruncated)
            {
                return message;
            }
        }

        var byTcp = await TcpExchange.AskAsync(server, query, buffer, cancellationToken).ConfigureAwait(false);
        var whole = DnsMessage.Parse(buffer.AsSpan(0, byTcp));
        return whole.IsTruncated ? throw new DnsFormatException("the answer is cut by TCP too") : whole;
    }

    private static DnsQuery NewQuery(string name, DnsType type, bool extended)
    {
        Span<byte> id = stackalloc byte[2];
        RandomNumberGenerator.Fill(id);
        return DnsQuery.Create(name, type, BitConverter.ToUInt16(id), extended);
    }
}
