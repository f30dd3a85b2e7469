using System.Diagnostics;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

/// <summary>Who waits for a place does so no longer than somebody waits for the answer.</summary>
public sealed class WaitingEndsTests
{
    private static readonly (string Key, string Value) LongQueue = ("CloudNative:Resiliency:Inbound:QueueTime", "00:00:05");

    [Fact]
    public async Task A_request_whose_deadline_ends_while_it_waits_is_answered_then()
    {
        await using var service = await LimitedService.StartAsync(LongQueue);
        await service.HoldAsync(9);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/waited") { Headers = { { "X-Request-Deadline", "200" } } };
        var watch = Stopwatch.StartNew();

        using var response = await service.Host.App.SendAsync(request);

        Assert.Equal(504, (int)response.StatusCode);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.DoesNotContain("/waited", service.Seen);
    }

    [Fact]
    public async Task A_request_whose_client_has_gone_while_it_waited_gets_no_place()
    {
        var aborted = new TaskCompletionSource();
        await using var service = await LimitedService.StartAsync(
            builder => builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new Before(context =>
            {
                if (context.Request.Path == "/waited")
                {
                    context.RequestAborted.Register(() => aborted.TrySetResult());
                }

                return Task.CompletedTask;
            }))),
            null,
            LongQueue);
        var held = await service.HoldAsync(9);
        using var gone = new CancellationTokenSource();
        var waiting = service.Host.App.GetAsync("/waited", gone.Token);
        await Eventually.IsTrueAsync(() => service.Limiter.Waiting == 1, "one request waiting");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.IsTrueAsync(() => aborted.Task.IsCompleted, "the server knows that the client has gone");

        service.LetGo();
        await Task.WhenAll(held);

        await Eventually.IsTrueAsync(() => service.Limiter.InFlight == 0 && service.Limiter.Waiting == 0, "all places free");
        Assert.DoesNotContain("/waited", service.Seen);
    }

    [Fact]
    public async Task A_place_is_not_lost_where_the_answer_has_begun_before_it()
    {
        await using var service = await LimitedService.StartAsync(builder => builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(new Before(context => context.Response.StartAsync()))), app => app.Map("/begun", _ => Task.CompletedTask));

        Assert.Equal(200, await service.StatusAsync("/begun"));
        await Eventually.IsTrueAsync(() => service.Limiter.InFlight == 0, "all places free");
    }

    private sealed class Before(Func<HttpContext, Task> act) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                await act(context);
                await following(context);
            });
            next(app);
        };
    }
}
