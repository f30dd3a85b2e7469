using System.Collections.Concurrent;
using System.Net;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>Answers attempts as a test says, one after the other; the last answer stays.</summary>
internal sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private Func<CancellationToken, Task<HttpResponseMessage>> _last = _ => Task.FromResult(new HttpResponseMessage());

    /// <summary>Gets what came in.</summary>
    public ConcurrentQueue<HttpRequestMessage> Attempts { get; } = new();

    public ScriptedTransport Answers(HttpStatusCode status, Action<HttpResponseMessage>? change = null) => Does(_ =>
    {
        var response = new HttpResponseMessage(status);
        change?.Invoke(response);
        return Task.FromResult(response);
    });

    public ScriptedTransport Throws(Func<Exception> exception) => Does(_ => throw exception());

    public ScriptedTransport Refuses() => Throws(() => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));

    public ScriptedTransport Breaks() => Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded, "reset"));

    public ScriptedTransport Hangs() => Does(async cancelled =>
    {
        await Task.Delay(Timeout.Infinite, cancelled);
        return new HttpResponseMessage();
    });

    public ScriptedTransport Does(Func<CancellationToken, Task<HttpResponseMessage>> attempt)
    {
        _script.Enqueue(attempt);
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(request);
        if (_script.TryDequeue(out var next))
        {
            _last = next;
        }

        return _last(cancellationToken);
    }
}
