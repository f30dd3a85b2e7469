using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CloudNative.Sdk.Discovery.Tests;

/// <summary>An instance that answers every request, or does to its callers what a broken one does.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _open = [];
    private readonly Lock _turn = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;

    public FaultyServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    public enum Fault
    {
        None,
        Hang,
        Reset,
        Error,
        Garbage,
    }

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public Fault Does { get; set; }

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

    public void Revive()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Die();
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

                _ = ServeAsync(socket);
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
                switch (Does)
                {
                    case Fault.Hang:
                        await Task.Delay(Timeout.Infinite, _stop.Token);
                        break;
                    case Fault.Reset:
                        socket.Close(0);
                        return;
                    case Fault.Error:
                        await socket.SendAsync("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                        break;
                    case Fault.Garbage:
                        await socket.SendAsync("SSH-2.0-OpenSSH\r\n\r\n"u8.ToArray(), _stop.Token);
                        break;
                    default:
                        await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), _stop.Token);
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The caller has gone, or the server has died.
        }
    }
}
