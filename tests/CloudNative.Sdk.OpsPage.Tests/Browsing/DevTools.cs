using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudNative.Sdk.OpsPage.Tests.Browsing;

/// <summary>Speaks the DevTools protocol to a browser (https://chromedevtools.github.io/devtools-protocol/).</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _waiting = new();
    private readonly ConcurrentQueue<(string Method, JsonNode? Parameters)> _events = new();
    private Task _reading = Task.CompletedTask;
    private int _id;

    /// <summary>Gets what the browser has told so far.</summary>
    public IEnumerable<(string Method, JsonNode? Parameters)> Events => _events;

    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellationToken);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <exception cref="InvalidOperationException">The browser refused it.</exception>
    public async Task<JsonNode?> SendAsync(string method, JsonObject? parameters, string? session, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _id);
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _turn.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
            {
                Take(JsonNode.Parse(message)!);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The browser is gone.
        }

        foreach (var waiting in _waiting.Values)
        {
            waiting.TrySetException(new InvalidOperationException("The browser is gone."));
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is not { } id)
        {
            _events.Enqueue((message["method"]!.GetValue<string>(), message["params"]));
        }
        else if (_waiting.TryRemove(id.GetValue<int>(), out var answer))
        {
            if (message["error"] is { } error)
            {
                answer.SetException(new InvalidOperationException(error.ToJsonString()));
            }
            else
            {
                answer.SetResult(message["result"]);
            }
        }
    }

    private async Task<byte[]?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }
}
