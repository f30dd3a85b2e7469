using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.Benchmarks.Scrape;

/// <summary>Sends the same GET again and again on one connection, reads answers of unknown length, and allocates nothing for it.</summary>
internal sealed class ChunkedGet : IDisposable
{
    private const int TailLength = 7;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[256 * 1024];

    public ChunkedGet(int port, string path, string headers)
    {
        _socket.Connect(IPAddress.Loopback, port);
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
    }

    /// <summary>Sends the request and reads to the last chunk.</summary>
    /// <returns>The length of the answer.</returns>
    public long Send()
    {
        _socket.Send(_request);
        var total = 0L;
        var kept = 0;
        while (true)
        {
            var read = _socket.Receive(_buffer, kept, _buffer.Length - kept, SocketFlags.None);
            total += read == 0 ? throw new InvalidOperationException("The server closed the connection.") : read;
            var filled = _buffer.AsSpan(0, kept + read);
            if (filled.EndsWith("\r\n0\r\n\r\n"u8))
            {
                return total;
            }

            kept = Math.Min(TailLength, filled.Length);
            filled[^kept..].CopyTo(_buffer);
        }
    }

    public void Dispose() => _socket.Dispose();
}
