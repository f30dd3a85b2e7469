using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Tests;

/// <summary>A server that answers like an agent of Consul, one scripted answer for each request; while there is none, the request is held.</summary>
internal sealed class ScriptedAgent : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, Channel<RequestDelegate>> _answers = new();
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();

    private ScriptedAgent()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Address => _server.Urls.Single();

    /// <summary>Gets what was asked so far, but for the names of all services.</summary>
    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    /// <summary>Gets whether the names of all services were asked for.</summary>
    public bool HasToldNames { get; private set; }

    public static async Task<ScriptedAgent> StartAsync()
    {
        var agent = new ScriptedAgent();
        await agent._server.StartAsync();
        return agent;
    }

    /// <summary>Gives the answer to the next request.</summary>
    /// <param name="answer">Writes it.</param>
    /// <param name="dataCenter">The data centre that is asked, where the test has several.</param>
    public void Next(RequestDelegate answer, string dataCenter = "") => Answers(dataCenter).Writer.TryWrite(answer);

    /// <summary>Gives an answer of status 200.</summary>
    public void Next(ulong index, string body, string dataCenter = "", int lastContact = 0, int status = 200) => Next(
        context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers["X-Consul-Index"] = index.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-Consul-KnownLeader"] = "true";
            context.Response.Headers["X-Consul-LastContact"] = lastContact.ToString(CultureInfo.InvariantCulture);
            return context.Response.WriteAsync(body, context.RequestAborted);
        },
        dataCenter);

    /// <summary>Gives an answer that refuses the request.</summary>
    public void Refuse(int status, string text, string dataCenter = "") => Next(
        context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(text, context.RequestAborted);
        },
        dataCenter);

    public ConsulOptions Options(Action<ConsulOptions>? configure = null)
    {
        var options = new ConsulOptions { Address = Address };
        configure?.Invoke(options);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private Channel<RequestDelegate> Answers(string dataCenter) => _answers.GetOrAdd(dataCenter, _ => Channel.CreateUnbounded<RequestDelegate>());

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/v1/catalog/services")
        {
            HasToldNames = true;
            await context.Response.WriteAsync("""{"orders":[],"basket":["v1"],"consul":null}""");
            return;
        }

        _calls.Enqueue(new ScriptedCall(context.Request.Method, context.Request.Path.Value!, context.Request.QueryString.Value!, context.Request.Headers["X-Consul-Token"]));
        try
        {
            var answer = await Answers(context.Request.Query["dc"].ToString()).Reader.ReadAsync(context.RequestAborted);
            await answer(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}
