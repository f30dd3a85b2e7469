using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Dns.Client;

/// <summary>Asks by UDP.</summary>
internal static class UdpExchange
{
    /// <summary>Sends a question, and waits for its answer.</summary>
    /// <param name="server">The name server.</param>
    /// <param name="query">The question.</param>
    /// <param name="buffer">Room for the largest message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The length of the answer in the buffer.</returns>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    /// <remarks>
    /// A socket for each question: the system gives it a port at random, and takes in nothing but what comes from the server's address and port (RFC 5452,
    /// section 9). What comes from there and does not answer the question is passed over.
    /// </remarks>
    public static async Task<int> AskAsync(IPEndPoint server, DnsQuery query, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(query.Message, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (query.IsAnsweredBy(buffer.Span[..length]))
            {
                return length;
            }
        }
    }
}
