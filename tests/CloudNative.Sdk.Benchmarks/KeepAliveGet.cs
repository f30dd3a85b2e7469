using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.Benchmarks;

/// <summary>Sends the same GET again and again on one connection and allocates nothing for it, so that what is measured is the server.</summary>
internal sealed class KeepAliveGet : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[64 * 1024];

    public KeepAliveGet(int port, string path)
    {
        _socket.Connect(IPAddress.Loopback, port);
        _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /// <summary>Sends the request and reads the whole answer, which states its length.</summary>
    /// <returns>The status code.</returns>
    public int Send()
    {
        _socket.Send(_request);
        var filled = 0;
        while (true)
        {
            var read = _socket.Receive(_buffer, filled, _buffer.Length - filled, SocketFlags.None);
            filled += read == 0 ? throw new InvalidOperationException("The server closed the connection.") : read;
            var answer = _buffer.AsSpan(0, filled);
            var head = answer.IndexOf("\r\n\r\n"u8);
            if (head >= 0 && filled == head + 4 + Length(answer[..head]))
            {
                return ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static int Length(ReadOnlySpan<byte> head)
    {
        var value = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: "u8.Length)..];
        var length = 0;
        foreach (var digit in value)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            length = (length * 10) + digit - '0';
        }

        return length;
    }
}
