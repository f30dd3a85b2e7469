using System.Diagnostics.Metrics;
using System.Net;
using CloudNative.Sdk.Resiliency.Deadlines;
using CloudNative.Sdk.Resiliency.Requests;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Resiliency.Tests.Deadlines;

public sealed class DeadlineMiddlewareTests
{
    private const string Name = "X-Request-Deadline";

    [Fact]
    public async Task A_request_without_the_header_has_no_deadline()
    {
        await using var host = await ServeAsync(app => app.Run(context => context.Response.WriteAsync(RequestDeadline.Left is null ? "none" : "some")));
        Assert.Equal("none", await host.App.GetStringAsync("/"));
    }

    [Theory]
    [InlineData(Name, "10000", 9000, 9995)]
    [InlineData("grpc-timeout", "10S", 9000, 9995)]
    [InlineData(Name, "99999999999", 299_000, 299_995)]
    public async Task The_time_received_less_the_margin_is_what_is_left(string header, string value, int least, int most)
    {
        await using var host = await ServeAsync(app => app.Run(context => context.Response.WriteAsync($"{RequestDeadline.Left!.Value.TotalMilliseconds:F0}")));
        Assert.InRange(int.Parse(await TextAsync(host, (header, value)), System.Globalization.CultureInfo.InvariantCulture), least, most);
    }

    [Theory]
    [InlineData("500", "10S", 500)]
    [InlineData("10000", "500m", 500)]
    [InlineData("nonsense", "500m", 500)]
    [InlineData("500", "nonsense", 500)]
    public async Task Of_two_headers_the_shorter_counts(string own, string grpc, int most)
    {
        await using var host = await ServeAsync(app => app.Run(context => context.Response.WriteAsync($"{RequestDeadline.Left!.Value.TotalMilliseconds:F0}")));
        Assert.InRange(int.Parse(await TextAsync(host, (Name, own), ("grpc-timeout", grpc)), System.Globalization.CultureInfo.InvariantCulture), 1, most);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public async Task A_malformed_header_is_counted_and_ignored(string value)
    {
        await using var host = await ServeAsync(app => app.Run(context => context.Response.WriteAsync(RequestDeadline.Left is null ? "none" : "some")));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.deadline.requests");
        Assert.Equal("none", await TextAsync(host, (Name, value)));
        Assert.Equal(1, counts["malformed"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    public async Task One_that_is_over_on_arrival_is_refused_and_nothing_of_the_application_runs(string value)
    {
        var ran = false;
        await using var host = await ServeAsync(app => app.Run(context =>
        {
            ran = true;
            return Task.CompletedTask;
        }));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.deadline.requests");
        using var response = await SendAsync(host, (Name, value));
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal(1, counts["refused"]);
        Assert.False(ran);
    }

    [Fact]
    public async Task Grpc_is_told_in_its_own_words()
    {
        await using var host = await ServeAsync(app => app.Run(_ => Task.CompletedTask));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent([]) { Headers = { ContentType = new("application/grpc") } } };
        request.Headers.Add("grpc-timeout", "1n");
        using var response = await host.App.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["4"], response.Headers.GetValues("grpc-status"));
    }

    [Fact]
    public async Task One_that_is_over_while_the_application_works_fires_RequestAborted_and_is_answered_with_504()
    {
        await using var host = await ServeAsync(app => app.Run(context =>
        {
            context.Response.Headers["X-Of-The-Application"] = "1";
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.deadline.requests");
        using var response = await SendAsync(host, (Name, "100"));
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.False(response.Headers.Contains("X-Of-The-Application"));
        Assert.Equal(1, counts["expired"]);
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Middleware_that_handles_exceptions_changes_nothing_about_that()
    {
        await using var host = await ServeAsync(app =>
        {
            app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync(context.Features.Get<IExceptionHandlerFeature>()!.Error.Message)));
            app.Run(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        });
        using var response = await SendAsync(host, (Name, "100"));
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_broken_off_rather_than_ended_as_if_it_were_whole()
    {
        await using var host = await ServeAsync(app => app.Run(async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TextAsync(host, (Name, "200")));
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task An_answer_that_the_application_finishes_in_spite_of_it_is_sent()
    {
        await using var host = await ServeAsync(app => app.Run(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }));
        using var response = await SendAsync(host, (Name, "100"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task A_cancellation_of_something_else_is_still_an_error()
    {
        await using var host = await ServeAsync(app => app.Run(_ => throw new OperationCanceledException("of something else")));
        using var response = await SendAsync(host, (Name, "60000"));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(host.Logs.Entries, entry => entry.Exception?.Message == "of something else");
    }

    [Fact]
    public async Task A_client_that_goes_away_fires_RequestAborted_as_ever()
    {
        var aborted = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var host = await ServeAsync(app => app.Run(async context =>
        {
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.deadline.requests");
        using var client = new CancellationTokenSource();
        var call = SendAsync(host, client.Token, (Name, "60000"));
        await arrived.Task;
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, counts["expired"]);
    }

    [Fact]
    public async Task Connections_are_kept_and_no_request_meets_the_deadline_of_the_one_before()
    {
        await using var host = await ServeAsync(app => app.Run(async context =>
        {
            await Task.Delay(context.Request.Path == "/hang" ? Timeout.Infinite : 30, context.RequestAborted);
            await context.Response.WriteAsync(context.Connection.Id);
        }));
        var connections = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            connections.Add(await TextAsync(host, i % 2 == 0 ? [(Name, "5000")] : []));
            using var response = await SendAsync(host, "/hang", CancellationToken.None, (Name, "15"));
            Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        }

        Assert.Single(connections);
    }

    [Fact]
    public async Task Work_left_behind_by_a_request_has_no_deadline()
    {
        var ended = new TaskCompletionSource();
        var left = new TaskCompletionSource<TimeSpan?>();
        await using var host = await ServeAsync(app => app.Run(context =>
        {
            _ = Task.Run(async () =>
            {
                await ended.Task;
                left.SetResult(RequestDeadline.Left);
            });
            context.Response.OnCompleted(() => Task.CompletedTask);
            return context.Response.WriteAsync("done");
        }));
        Assert.Equal("done", await TextAsync(host, (Name, "60000")));
        await host.StopAsync();
        ended.SetResult();
        Assert.Null(await left.Task);
    }

    [Fact]
    public async Task Ops_requests_on_the_port_of_the_application_are_left_alone()
    {
        await using var host = await ServeAsync(app => app.MapCloudNative());
        using var ops = await SendAsync(host, "/info", CancellationToken.None, (Name, "0"));
        Assert.Equal(HttpStatusCode.OK, ops.StatusCode);
        using var other = await SendAsync(host, "/information", CancellationToken.None, (Name, "0"));
        Assert.Equal(HttpStatusCode.GatewayTimeout, other.StatusCode);
    }

    [Fact]
    public async Task Switched_off_the_headers_are_not_read()
    {
        await using var host = await ServeAsync(app => app.Run(context => context.Response.WriteAsync(RequestDeadline.Left is null ? "none" : "some")), ("CloudNative:Resiliency:Deadlines:Enabled", "false"));
        Assert.Equal("none", await TextAsync(host, (Name, "0")));
    }

    [Fact]
    public void A_request_without_the_header_costs_no_memory()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new DeadlineMetrics(services.GetRequiredService<IMeterFactory>());
        var logger = NullLogger<DeadlineMiddleware>.Instance;
        var middleware = new DeadlineMiddleware(
            _ => Task.CompletedTask, new ReceivedDeadline(new DeadlineOptions(), metrics, logger), new OpsRequests(services), metrics, TimeProvider.System, logger);
        var context = new DefaultHttpContext { Request = { Headers = { ["Accept"] = "text/plain" } } };
        Assert.True(middleware.InvokeAsync(context).IsCompletedSuccessfully);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = middleware.InvokeAsync(context);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Task<TestHost> ServeAsync(Action<WebApplication> map, params (string Key, string Value)[] configuration) =>
        TestHost.Web(builder => builder.AddCloudNativeResiliency(), map, configuration).StartAsync();

    private static async Task<string> TextAsync(TestHost host, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(host, headers);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> SendAsync(TestHost host, params (string Name, string Value)[] headers) => SendAsync(host, CancellationToken.None, headers);

    private static Task<HttpResponseMessage> SendAsync(TestHost host, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
        SendAsync(host, "/", cancellationToken, headers);

    private static Task<HttpResponseMessage> SendAsync(TestHost host, string path, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return host.App.SendAsync(request, cancellationToken);
    }
}
