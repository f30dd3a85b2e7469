using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.Telemetry.Tests.Prometheus;

/// <summary>A scrape over a socket of its own, whose client reads when it likes, or breaks off.</summary>
internal sealed class RawScrape : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };

    public static async Task<RawScrape> StartAsync(Uri server, params string[] headers)
    {
        var scrape = new RawScrape();
        await scrape._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var request = string.Concat(headers.Select(header => header + "\r\n"));
        await scrape._socket.SendAsync(Encoding.ASCII.GetBytes($"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{request}\r\n"));
        return scrape;
    }

    public async Task ReadByteAsync() => Assert.Equal(1, await _socket.ReceiveAsync(new byte[1]));

    /// <summary>Reads to the end, however it comes.</summary>
    /// <returns>What came, and whether it is a whole answer.</returns>
    public async Task<(string Text, bool Whole)> ReadToEndAsync()
    {
        var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                text.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
            // The server has broken the connection.
        }

        var answer = Encoding.UTF8.GetString(text.ToArray());
        return (answer, answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal));
    }

    /// <summary>Ends the connection without a farewell.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
