using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Load;

namespace CloudNative.Sdk.TestSupport.Load;

/// <summary>Keeps connections busy with GET requests until stopped; every answer but 200 and every broken connection is a failure.</summary>
public sealed class KeepAliveLoad : IAsyncDisposable
{
    /// <summary>Between two requests of a connection, so that the load and the services share the machine's cores.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly string _path;
    private readonly Func<IPEndPoint> _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly Task _workers;
    private long _requests;
    private long _connections;

    private KeepAliveLoad(int connections, string path, Func<IPEndPoint> server)
    {
        _path = path;
        _server = server;
        _workers = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(KeepBusyAsync)));
    }

    /// <summary>Gets the requests sent so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Gets how many of them have failed so far.</summary>
    public int Failed => _failures.Count;

    /// <summary>Starts the load; <paramref name="server"/> is asked anew for each connection.</summary>
    public static KeepAliveLoad Start(int connections, string path, Func<IPEndPoint> server) => new(connections, path, server);

    /// <summary>Lets every connection finish its request, and ends.</summary>
    public async Task<LoadResult> StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _workers.ConfigureAwait(false);
        return new LoadResult(_requests, [.. _failures], _connections, TimeProvider.System.GetElapsedTime(_started));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task KeepBusyAsync()
    {
        KeepAliveConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            connection = await RequestAsync(connection).ConfigureAwait(false);
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }

        connection?.Dispose();
    }

    /// <summary>Sends one request; returns the connection where it can be used again.</summary>
    private async Task<KeepAliveConnection?> RequestAsync(KeepAliveConnection? connection)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        Interlocked.Increment(ref _requests);
        try
        {
            connection ??= await OpenAsync(limit.Token).ConfigureAwait(false);
            var status = await connection.GetAsync(_path, limit.Token).ConfigureAwait(false);
            if (status != 200)
            {
                _failures.Enqueue($"status {status}");
            }

            if (!connection.Closing)
            {
                return connection;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            _failures.Enqueue(exception.Message);
        }

        connection?.Dispose();
        return null;
    }

    private Task<KeepAliveConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        return KeepAliveConnection.OpenAsync(_server(), cancellationToken);
    }
}
