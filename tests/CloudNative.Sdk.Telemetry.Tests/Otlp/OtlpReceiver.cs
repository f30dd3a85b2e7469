using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace CloudNative.Sdk.Telemetry.Tests.Otlp;

/// <summary>Takes OTLP over HTTP and answers as a test wants.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private RequestDelegate _answer;

    private OtlpReceiver(WebApplication server, RequestDelegate answer)
    {
        _server = server;
        _answer = answer;
    }

    public string Endpoint => _server.Urls.Single();

    /// <summary>Gets the path and the headers of each request.</summary>
    public ConcurrentQueue<(string Path, IHeaderDictionary Headers)> Requests { get; } = new();

    /// <summary>Gets the bodies as if they were text, in which the texts of a message can be found.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public IEnumerable<string> Paths => Requests.Select(request => request.Path).Distinct().Order(StringComparer.Ordinal);

    public static Task<OtlpReceiver> StartAsync() => StartAsync(Accept);

    public static async Task<OtlpReceiver> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build(), answer);
        receiver._server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            receiver.Bodies.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
            receiver.Requests.Enqueue((context.Request.Path, Copy(context.Request.Headers)));
            await receiver._answer(context);
        });
        await receiver._server.StartAsync();
        return receiver;
    }

    public static Task Accept(HttpContext context)
    {
        context.Response.ContentType = "application/x-protobuf";
        return Task.CompletedTask;
    }

    /// <summary>Answers further requests in another way.</summary>
    public void AnswerWith(RequestDelegate answer) => _answer = answer;

    public async ValueTask DisposeAsync()
    {
        // Requests that hang are cut off rather than waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero, TimeProvider.System);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    // Kestrel uses the dictionary again for the next request.
    private static HeaderDictionary Copy(IHeaderDictionary headers) => new(new Dictionary<string, StringValues>(headers, StringComparer.OrdinalIgnoreCase));
}
