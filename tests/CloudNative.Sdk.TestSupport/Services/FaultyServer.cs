using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>An instance that answers every request, or does to its callers what a broken one does.</summary>
public sealed class FaultyServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _open = [];
    private readonly ConcurrentBag<Task> _running = [];
    private readonly Lock _turn = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;

    public FaultyServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running.Add(AcceptAsync(_listener));
    }

    /// <summary>Gets the port on the loopback address.</summary>
    public int Port { get; }

    /// <summary>Gets host and port.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Gets or sets what it does with the next requests.</summary>
    public ServerFault Does { get; set; }

    /// <summary>Gets or sets how long it takes until it does that.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets the requests that came in.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Ends as a killed process does: its connections break, and new ones are refused.</summary>
    public void Die()
    {
        _listener.Stop();
        lock (_turn)
        {
            _open.ForEach(socket => socket.Close(0));
            _open.Clear();
        }
    }

    /// <summary>Listens again.</summary>
    public void Revive()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _running.Add(AcceptAsync(_listener));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Die();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(_stop.Token);
                lock (_turn)
                {
                    _open.Add(socket);
                }

                _running.Add(ServeAsync(socket));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has died.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, _stop.Token) > 0)
            {
                Interlocked.Increment(ref _requests);
                await Task.Delay(Delay, _stop.Token);
                if (!await AnswerAsync(socket))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The caller has gone, or the server has died.
        }
    }

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> AnswerAsync(Socket socket)
    {
        switch (Does)
        {
            case ServerFault.Hang:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            case ServerFault.Reset:
                socket.Close(0);
                return false;
            case ServerFault.Error:
                await SendAsync(socket, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                return true;
            case ServerFault.AbsurdRetryAfter:
                await SendAsync(socket, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 86400000\r\nContent-Length: 0\r\n\r\n");
                return true;
            case ServerFault.Garbage:
                await SendAsync(socket, "SSH-2.0-OpenSSH\r\n\r\n");
                return true;
            case ServerFault.ResetInBody:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                socket.Close(0);
                return false;
            case ServerFault.Close:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                socket.Close();
                return false;
            case ServerFault.Trickle:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                await RepeatAsync(socket, "x");
                return false;
            case ServerFault.EndlessHeaders:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\n");
                await RepeatAsync(socket, "X-More: more\r\n");
                return false;
            default:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                return true;
        }
    }

    private async Task RepeatAsync(Socket socket, string text)
    {
        while (true)
        {
            await SendAsync(socket, text);
            await Task.Delay(TimeSpan.FromMilliseconds(5), _stop.Token);
        }
    }

    private async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), _stop.Token);
}
