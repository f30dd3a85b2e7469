using System.Net;
using System.Net.WebSockets;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

/// <summary>What goes on for long holds no place once its answer has begun, and its duration is not taken for slowness.</summary>
public sealed class LongRequestTests
{
    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/grpc+proto")]
    public async Task A_stream_gives_its_place_back_when_its_answer_begins(string contentType)
    {
        await using var service = await StartAsync(contentType);
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 20; i++)
        {
            streams.Add(await service.GetAsync("/stream", null, HttpCompletionOption.ResponseHeadersRead));
        }

        Assert.All(streams, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        Assert.Equal(0, service.Limiter.InFlight);
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task A_download_keeps_its_place_until_its_end()
    {
        await using var service = await StartAsync("application/octet-stream");

        using var response = await service.GetAsync("/stream", null, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(1, service.Limiter.InFlight);
    }

    [Fact]
    public async Task A_web_socket_gives_its_place_back_when_it_is_accepted()
    {
        await using var service = await StartAsync("text/plain");
        var address = new UriBuilder(service.Host.App.BaseAddress!) { Scheme = "ws", Path = "/socket" }.Uri;
        var sockets = Enumerable.Range(0, 20).Select(_ => new ClientWebSocket()).ToArray();
        foreach (var socket in sockets)
        {
            await socket.ConnectAsync(address, CancellationToken.None);
        }

        Assert.Equal(0, service.Limiter.InFlight);
        Assert.All(sockets, socket => Assert.Equal(WebSocketState.Open, socket.State));
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [Fact]
    public async Task The_time_of_a_stream_is_that_until_its_answer_begins()
    {
        var time = new FakeTimeProvider();
        await using var service = await LimitedService.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time),
            app => app.MapGet("/slow-reader", async context =>
            {
                time.Advance(TimeSpan.FromMilliseconds(20));
                await context.Response.StartAsync();
                time.Advance(TimeSpan.FromSeconds(0.9));
            }));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, await service.StatusAsync("/slow-reader"));
        }

        Assert.Equal(TimeSpan.FromMilliseconds(20), service.Limiter.Baseline);
    }

    private static Task<LimitedService> StartAsync(string contentType) => LimitedService.StartAsync(
        null,
        app =>
        {
            app.UseWebSockets();
            app.MapGet("/stream", async context =>
            {
                context.Response.ContentType = contentType;
                await context.Response.StartAsync();
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            });
            app.Map("/socket", async context =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.ReceiveAsync(new byte[1], context.RequestAborted);
            });
        });
}
