using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

/// <summary>A server that keeps registrations like an agent of Consul, and misbehaves as a test wants.</summary>
internal sealed class PretendAgent : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _calls = new();

    private PretendAgent()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Address => _server.Urls.Single();

    /// <summary>Gets the registrations by their ids.</summary>
    public ConcurrentDictionary<string, JsonNode> Services { get; } = new();

    /// <summary>Gets the reports of health, oldest first.</summary>
    public ConcurrentQueue<string> Reports { get; } = new();

    /// <summary>Gets the last parts of what was asked, as <c>register</c>, in the order of the ends.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Gets or sets what comes before the answer; where it answers itself, it says true.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    public static async Task<PretendAgent> StartAsync()
    {
        var agent = new PretendAgent();
        await agent._server.StartAsync();
        return agent;
    }

    /// <summary>Refuses requests to a path.</summary>
    public void Refuse(string path, int status, string text) => Before = async context =>
    {
        if (!context.Request.Path.StartsWithSegments(path))
        {
            return false;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
        return true;
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        if (!await Before(context))
        {
            await AnswerAsync(context, parts[4], parts[^1]);
        }

        _calls.Enqueue(parts[4]);
    }

    private async Task AnswerAsync(HttpContext context, string operation, string id)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        switch (operation)
        {
            case "register":
                var service = JsonNode.Parse(body)!;
                Services[service["ID"]!.GetValue<string>()] = service;
                break;
            case "update" when Services.ContainsKey(id["service:".Length..]):
                Reports.Enqueue(body);
                break;
            case "update":
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync($"Unknown check ID \"{id}\"");
                break;
            case "deregister":
                Services.TryRemove(id, out _);
                break;
            default:
                context.Response.StatusCode = Services.ContainsKey(operation) ? 200 : 404;
                await context.Response.WriteAsync("""{"ContentHash":"1"}""");
                break;
        }
    }
}
