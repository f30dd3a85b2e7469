using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Asks by TCP, which has room for answers that are too long for UDP (RFC 7766).</summary>
internal static class TcpExchange
{
    private const int LengthBytes = 2;

    /// <inheritdoc cref="UdpExchange.AskAsync"/>
    /// <exception cref="EndOfStreamException">The server closed the connection in the midst of the answer.</exception>
    /// <exception cref="DnsFormatException">The answer is for another question.</exception>
    public static async Task<int> AskAsync(IPEndPoint server, DnsQuery query, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        using var stream = new NetworkStream(socket);
        await stream.WriteAsync(query.Framed, cancellationToken).ConfigureAwait(false);
        await stream.ReadExactlyAsync(buffer[..LengthBytes], cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt16BigEndian(buffer.Span);
        await stream.ReadExactlyAsync(buffer[..length], cancellationToken).ConfigureAwait(false);
        return query.IsAnsweredBy(buffer.Span[..length]) ? length : throw new DnsFormatException("the answer is for another question");
    }
}
