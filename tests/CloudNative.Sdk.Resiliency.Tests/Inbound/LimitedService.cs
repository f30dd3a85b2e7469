using System.Collections.Concurrent;
using CloudNative.Sdk.Resiliency.Inbound;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

/// <summary>A real server with ten places, whose requests to <c>/hold</c> take as long as the test wants: seven for all, nine for default requests, ten for critical ones.</summary>
internal sealed class LimitedService : IAsyncDisposable
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _seen = new();

    private LimitedService()
    {
    }

    public required TestHost Host { get; init; }

    /// <summary>Gets the paths that the application has seen.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public InboundLimiter Limiter => Host.Services.GetRequiredService<InboundLimiter>();

    public static Task<LimitedService> StartAsync(params (string Key, string Value)[] configuration) => StartAsync(null, null, configuration);

    public static async Task<LimitedService> StartAsync(Action<WebApplicationBuilder>? build, Action<WebApplication>? map, params (string Key, string Value)[] configuration)
    {
        LimitedService? service = null;
        var host = TestHost.Web(
            builder =>
            {
                builder.AddCloudNativeResiliency();
                build?.Invoke(builder);
            },
            app =>
            {
                app.Use(async (context, next) =>
                {
                    service!._seen.Enqueue(context.Request.Path);
                    await next(context);
                });
                app.UseRouting();
                app.MapGet("/hold", () => service!._go.Task);
                app.MapGet("/", () => "ok");
                map?.Invoke(app);
            },
            [("CloudNative:Resiliency:Inbound:InitialLimit", "10"), ("CloudNative:Resiliency:Inbound:MinLimit", "10"), .. configuration]);
        service = new LimitedService { Host = host };
        await host.StartAsync();
        return service;
    }

    /// <summary>Sends requests that hold a place each.</summary>
    public async Task<Task<HttpResponseMessage>[]> HoldAsync(int requests, string priority = "default")
    {
        var before = Limiter.InFlight;
        var held = Enumerable.Range(0, requests).Select(_ => GetAsync("/hold", priority)).ToArray();
        await Eventually.IsTrueAsync(() => Limiter.InFlight == before + requests, $"{requests} more requests under way");
        return held;
    }

    public void LetGo() => _go.TrySetResult();

    public Task<HttpResponseMessage> GetAsync(string path, string? priority = null, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (priority is not null)
        {
            request.Headers.Add("X-Request-Priority", priority);
        }

        return Host.App.SendAsync(request, until);
    }

    public async Task<int> StatusAsync(string path, string? priority = null)
    {
        using var response = await GetAsync(path, priority);
        return (int)response.StatusCode;
    }

    public ValueTask DisposeAsync()
    {
        LetGo();
        return Host.DisposeAsync();
    }
}
