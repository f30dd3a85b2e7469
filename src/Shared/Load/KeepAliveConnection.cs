using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.Load;

/// <summary>
/// One HTTP/1.1 connection that is used again until the server says close. HttpClient would not do: it silently sends a request again when a reused
/// connection breaks, and so hides exactly the requests that a drain can lose.
/// </summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;
    private readonly string _host;

    private KeepAliveConnection(Socket socket, IPEndPoint server)
    {
        _host = server.ToString();
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    /// <summary>Gets whether the server announced that it closes the connection after the last answer.</summary>
    public bool Closing { get; private set; }

    public static async Task<KeepAliveConnection> OpenAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
            return new KeepAliveConnection(socket, server);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a GET and reads the whole answer.</summary>
    /// <returns>The status code.</returns>
    /// <exception cref="IOException">The connection ended before the answer was complete.</exception>
    public async Task<int> GetAsync(string path, CancellationToken cancellationToken)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_host}\r\n\r\n");
        await _stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);

        var status = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        var headers = await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
        Closing = headers.GetValueOrDefault("Connection", "").Equals("close", StringComparison.OrdinalIgnoreCase);
        if (headers.TryGetValue("Content-Length", out var length))
        {
            await SkipAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await SkipChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        return int.Parse(status.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _reader.Dispose();

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private async Task SkipChunksAsync(CancellationToken cancellationToken)
    {
        int size;
        do
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            size = int.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            await SkipAsync(size, cancellationToken).ConfigureAwait(false);
            await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        while (size > 0);
    }

    private async Task SkipAsync(int count, CancellationToken cancellationToken)
    {
        // Latin-1: one character is one byte. Reading none of them would wait for the next answer.
        if (count > 0 && await _reader.ReadBlockAsync(new char[count], cancellationToken).ConfigureAwait(false) < count)
        {
            throw new IOException("The connection ended within an answer.");
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) ?? throw new IOException("The connection ended before the answer.");
}
