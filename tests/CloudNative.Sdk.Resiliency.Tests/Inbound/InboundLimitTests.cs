using System.Globalization;
using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Inbound;

public sealed class InboundLimitTests
{
    [Fact]
    public async Task A_request_beyond_the_limit_is_refused_before_the_application_sees_it()
    {
        await using var service = await LimitedService.StartAsync();
        await service.HoldAsync(9);

        using var response = await service.GetAsync("/refused");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(int.Parse(response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 5);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("The service has more requests than it can serve. Try again later.\n", await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain("/refused", service.Seen);
    }

    [Fact]
    public async Task Places_come_back_when_requests_end()
    {
        await using var service = await LimitedService.StartAsync();
        var held = await service.HoldAsync(9);
        Assert.Equal(503, await service.StatusAsync("/"));

        service.LetGo();
        await Task.WhenAll(held);

        await Eventually.IsTrueAsync(() => service.Limiter.InFlight == 0, "all places free");
        Assert.Equal(200, await service.StatusAsync("/"));
    }

    [Fact]
    public async Task Places_come_back_when_requests_fail_and_when_clients_go_away()
    {
        await using var service = await LimitedService.StartAsync(null, app =>
        {
            app.MapGet("/fail", IResult () => throw new InvalidOperationException("on purpose"));
            app.MapGet("/wait", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        });
        using var gone = new CancellationTokenSource();
        var waiting = service.Host.App.GetAsync("/wait", gone.Token);
        await Eventually.IsTrueAsync(() => service.Limiter.InFlight == 1, "the request under way");

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(500, await service.StatusAsync("/fail"));

        await Eventually.IsTrueAsync(() => service.Limiter.InFlight == 0, "all places free");
    }

    [Fact]
    public async Task The_least_important_requests_are_refused_first()
    {
        await using var service = await LimitedService.StartAsync(
            null,
            app =>
            {
                app.MapGet("/pay/{id:int}", () => "paid").WithPriority(RequestPriority.Critical);
                app.MapGet("/pay/{name}", () => "named").WithPriority(RequestPriority.Sheddable);
            });

        await service.HoldAsync(7);
        Assert.Equal("503 503 200 200", await StatusesAsync(service));
        await service.HoldAsync(2);
        Assert.Equal("503 503 503 200", await StatusesAsync(service));
    }

    [Theory]
    [InlineData("false", 503)]
    [InlineData("true", 200)]
    public async Task The_header_raises_a_priority_only_where_it_is_trusted(string isTrusted, int status)
    {
        await using var service = await LimitedService.StartAsync(("CloudNative:Resiliency:Inbound:TrustPriorityHeader", isTrusted));
        await service.HoldAsync(9);

        Assert.Equal(status, await service.StatusAsync("/", "Critical"));
        Assert.Equal(503, await service.StatusAsync("/", "urgent"));
    }

    [Fact]
    public async Task An_attribute_states_the_priority_of_a_handler_and_what_is_nearest_counts()
    {
        await using var service = await LimitedService.StartAsync(null, app =>
        {
            app.MapGet("/attribute", [RequestPriority(RequestPriority.Critical)] () => "ok");
            var group = app.MapGroup("/group").WithPriority(RequestPriority.Sheddable);
            group.MapGet("/own", () => "ok").WithPriority(RequestPriority.Critical);
            group.MapGet("/{rest}", () => "ok");
            group.MapPost("/own", () => "ok");
        });
        await service.HoldAsync(7);

        Assert.Equal(200, await service.StatusAsync("/attribute"));
        Assert.Equal(200, await service.StatusAsync("/GROUP/own"));
        Assert.Equal(503, await service.StatusAsync("/group/other"));
        using var post = await service.Host.App.PostAsync("/group/own", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, post.StatusCode);
    }

    [Fact]
    public async Task Ops_endpoints_are_never_limited()
    {
        await using var service = await LimitedService.StartAsync(null, app => app.MapCloudNative());
        await service.HoldAsync(9);
        using var ops = await service.Host.Ops.GetAsync("/info");

        Assert.Equal(HttpStatusCode.OK, ops.StatusCode);
        Assert.Equal(200, await service.StatusAsync("/info"));
        Assert.Equal(503, await service.StatusAsync("/"));
    }

    [Fact]
    public async Task A_burst_waits_for_places_and_critical_requests_are_served_first()
    {
        await using var service = await LimitedService.StartAsync(("CloudNative:Resiliency:Inbound:QueueTime", "00:00:05"));
        await service.HoldAsync(9);
        var waiting = service.GetAsync("/");
        await Eventually.IsTrueAsync(() => service.Limiter.Waiting == 1, "one request waiting");
        Assert.Equal(503, await service.StatusAsync("/", "sheddable"));

        service.LetGo();

        using var response = await waiting;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, service.Limiter.Waiting);
    }

    [Fact]
    public async Task A_request_that_finds_no_place_in_time_is_refused()
    {
        await using var service = await LimitedService.StartAsync(("CloudNative:Resiliency:Inbound:QueueTime", "00:00:00.0500000"));
        await service.HoldAsync(9);

        Assert.Equal(503, await service.StatusAsync("/"));
        Assert.Equal(9, service.Limiter.InFlight);
    }

    [Fact]
    public async Task Without_the_limit_nothing_is_refused()
    {
        await using var service = await LimitedService.StartAsync(("CloudNative:Resiliency:Inbound:Enabled", "false"));
        var held = Enumerable.Range(0, 20).Select(_ => service.GetAsync("/hold")).ToArray();
        await Eventually.IsTrueAsync(() => service.Seen.Count == 20, "all requests under way");

        service.LetGo();

        Assert.All(await Task.WhenAll(held), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_worker_has_no_limit_and_starts()
    {
        await using var worker = await TestHost.Worker(builder => builder.AddCloudNativeResiliency()).StartAsync();

        using var ops = await worker.Ops.GetAsync("/info");

        Assert.Equal(HttpStatusCode.OK, ops.StatusCode);
    }

    private static async Task<string> StatusesAsync(LimitedService service) => string.Join(' ', [
        await service.StatusAsync("/", "sheddable"),
        await service.StatusAsync("/pay/cash"),
        await service.StatusAsync("/"),
        await service.StatusAsync("/pay/7"),
    ]);
}
