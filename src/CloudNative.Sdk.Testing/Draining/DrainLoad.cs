using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Load;

namespace CloudNative.Sdk.Testing.Draining;

/// <summary>Callers that keep their connections and do not ask twice: what is not answered with 2xx is lost.</summary>
internal sealed class DrainLoad : IAsyncDisposable
{
    private const int Callers = 4;
    private const int MaxExamples = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly IPEndPoint _server;
    private readonly string _path;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _lost = new();
    private readonly Task _callers;
    private long _requests;

    public DrainLoad(Uri server, string path)
    {
        (_server, _path) = (new IPEndPoint(IPAddress.Parse(server.Host), server.Port), path);
        _callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));
    }

    /// <summary>Gets how many requests were sent so far.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Gets how many of them were lost so far.</summary>
    public int Lost => _lost.Count;

    /// <summary>Gets why, once for each reason.</summary>
    public string Reasons => string.Join("; ", _lost.Distinct().Take(MaxExamples));

    /// <summary>Lets every caller wait for its last answer.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _callers.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task CallAsync()
    {
        KeepAliveConnection? connection = null;
        while (!_stop.IsCancellationRequested)
        {
            Interlocked.Increment(ref _requests);
            connection = await RequestAsync(connection).ConfigureAwait(false);
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }

        connection?.Dispose();
    }

    /// <summary>Sends one request; returns the connection where it can be used again.</summary>
    private async Task<KeepAliveConnection?> RequestAsync(KeepAliveConnection? connection)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, TimeProvider.System);
        try
        {
            connection ??= await KeepAliveConnection.OpenAsync(_server, limit.Token).ConfigureAwait(false);
            if (await connection.GetAsync(_path, limit.Token).ConfigureAwait(false) is var status and not (>= 200 and < 300))
            {
                _lost.Enqueue($"GET {_path} was answered with {status}");
            }

            if (!connection.Closing)
            {
                return connection;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            _lost.Enqueue(exception.Message);
        }

        connection?.Dispose();
        return null;
    }
}
