using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing.Server;

/// <summary>The stable conventions of HTTP server spans, one kind of request after another.</summary>
public sealed class ServerSpanTests
{
    [Fact]
    public async Task A_request_that_succeeds_has_every_attribute_that_applies()
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Application, "orders/7"));
        request.Headers.UserAgent.ParseAdd("test/1.0");

        using var answer = await SendAsync(request);

        var span = await spans.ServerSpanAsync();
        Assert.Equal("GET /orders/{id}", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(
            [
                ("client.address", "127.0.0.1"),
                ("http.request.method", "GET"),
                ("http.response.status_code", 200),
                ("http.route", "/orders/{id}"),
                ("network.protocol.version", "1.1"),
                ("server.address", "127.0.0.1"),
                ("server.port", host.Application.Port),
                ("url.path", "/orders/7"),
                ("url.scheme", "http"),
                ("user_agent.original", "test/1.0"),
            ],
            TagsOf(span));
        Assert.Equal(TagsOf(span).Length, span.TagObjects.Count());
    }

    [Fact]
    public async Task A_request_that_no_route_matches_is_named_by_its_method()
    {
        var span = await SpanOfAsync("nothing/here");

        Assert.Equal("GET", span.DisplayName);
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
        Assert.Null(span.GetTagItem("http.route"));
        Assert.Null(span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Theory]
    [InlineData("500", "500")]
    [InlineData("503", "503")]
    public async Task A_server_error_fails_the_span_by_its_status(string status, string error)
    {
        var span = await SpanOfAsync("status/" + status);

        Assert.Equal("GET /status/{code:int}", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(error, span.GetTagItem("error.type"));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task A_client_error_does_not_fail_the_span()
    {
        var span = await SpanOfAsync("status/422");

        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Null(span.GetTagItem("error.type"));
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("fails-later")]
    public async Task An_exception_that_nothing_handles_is_recorded_once(string path)
    {
        var span = await SpanOfAsync(path);

        AssertFailed(span, typeof(InvalidOperationException));
        Assert.Equal(500, span.GetTagItem("http.response.status_code"));
        Assert.Equal("GET /" + path, span.DisplayName);
    }

    [Fact]
    public async Task An_exception_that_the_application_has_recorded_is_not_recorded_again()
    {
        var span = await SpanOfAsync("fails-recorded");

        AssertFailed(span, typeof(InvalidOperationException));
    }

    [Fact]
    public async Task An_exception_that_an_error_page_answers_is_recorded_on_the_route_it_came_from()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app =>
        {
            app.UseExceptionHandler("/error");
            app.UseRouting();
            app.MapGet("/orders/{id}", IResult (string id) => throw new InvalidOperationException(id));
            app.MapGet("/error", () => "sorry");
        });
        using var answer = await host.GetAsync(host.Application, "orders/7");

        var span = await spans.ServerSpanAsync();
        AssertFailed(span, typeof(InvalidOperationException));
        Assert.Equal("GET /orders/{id}", span.DisplayName);
        Assert.Equal("/orders/{id}", span.GetTagItem("http.route"));
        Assert.Equal("/orders/7", span.GetTagItem("url.path"));
    }

    [Fact]
    public async Task An_exception_that_becomes_an_answer_to_the_client_is_no_failure()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app =>
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, StatusCodeSelector = _ => 409 });
            app.MapGet("/", IResult () => throw new InvalidOperationException("taken"));
        });
        using var answer = await host.GetAsync(host.Application, string.Empty);

        var span = await spans.ServerSpanAsync();
        Assert.Equal(409, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Empty(span.Events);
    }

    [Theory]
    [InlineData("orders/show/7", "Orders/Show/{id?}")]
    [InlineData("api/orders/7", "api/Orders/{id:int}")]
    public async Task The_route_of_a_controller_names_the_action(string path, string route)
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                builder.Services.AddControllersWithViews().AddApplicationPart(typeof(OrdersController).Assembly);
                spans.AddTo(builder);
            },
            app => app.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}"));
        using var answer = await host.GetAsync(host.Application, path);
        Assert.Equal("7", await answer.Content.ReadAsStringAsync());

        var span = await spans.ServerSpanAsync();
        Assert.Equal(route, span.GetTagItem("http.route"));
        Assert.Equal("GET " + route, span.DisplayName);
    }

    [Fact]
    public async Task A_method_that_nobody_knows_is_OTHER()
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans);
        using var answer = await SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), new Uri(host.Application, "any")));

        var span = await spans.ServerSpanAsync();
        Assert.Equal("_OTHER", span.GetTagItem("http.request.method"));
        Assert.Equal("BREW", span.GetTagItem("http.request.method_original"));
        Assert.Equal("HTTP /any", span.DisplayName);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_no_failure_of_the_service()
    {
        var spans = new SpanCollector();
        var arrived = new TaskCompletionSource();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app => app.MapGet("/long", async (HttpContext context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }));
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, host.Application.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET /long HTTP/1.1\r\nHost: shop\r\n\r\n"));
            await arrived.Task;
        }

        var span = await spans.ServerSpanAsync();
        Assert.Equal(499, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Empty(span.Events);
        Assert.Equal("shop", span.GetTagItem("server.address"));
        Assert.Equal(80, span.GetTagItem("server.port"));
    }

    [Fact]
    public async Task HTTP_2_is_told_by_the_version()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
                spans.AddTo(builder);
            },
            app => app.MapGet("/", () => "ok"));
        using var answer = await SendAsync(
            new HttpRequestMessage(HttpMethod.Get, host.Application) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact });

        Assert.Equal("2", (await spans.ServerSpanAsync()).GetTagItem("network.protocol.version"));
    }

    [Fact]
    public async Task Behind_a_proxy_the_client_and_the_scheme_are_those_of_its_headers()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
            app.MapGet("/", () => "ok");
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Application);
        request.Headers.Add("X-Forwarded-For", "::ffff:203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "shop.example");
        using var answer = await SendAsync(request);

        var span = await spans.ServerSpanAsync();
        Assert.Equal("203.0.113.9", span.GetTagItem("client.address"));
        Assert.Equal("https", span.GetTagItem("url.scheme"));
        Assert.Equal("shop.example", span.GetTagItem("server.address"));
        Assert.Equal(443, span.GetTagItem("server.port"));
    }

    [Fact]
    public async Task A_query_shows_its_keys_and_the_values_that_are_allowed()
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans, builder => builder.Services.Configure<TracingOptions>(o => o.QueryKeys.Add("page")));
        using var answer = await host.GetAsync(host.Application, "any?token=s3cret&Page=2");

        Assert.Equal("token=*&Page=2", (await spans.ServerSpanAsync()).GetTagItem("url.query"));
    }

    [Fact]
    public async Task What_the_application_has_set_stays()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app => app.MapGet("/orders/{id}", (string id) =>
        {
            var span = Activity.Current!;
            span.DisplayName = "Show an order";
            span.SetTag("http.route", "/own").SetTag("user_agent.original", "own").SetStatus(ActivityStatusCode.Ok);
            return Results.StatusCode(500);
        }));
        using var answer = await host.GetAsync(host.Application, "orders/7");

        var seen = await spans.ServerSpanAsync();
        Assert.Equal("Show an order", seen.DisplayName);
        Assert.Equal("/own", seen.GetTagItem("http.route"));
        Assert.Equal("own", seen.GetTagItem("user_agent.original"));
        Assert.Equal(ActivityStatusCode.Ok, seen.Status);
        Assert.Equal(seen.TagObjects.Select(tag => tag.Key).Distinct().Count(), seen.TagObjects.Count());
    }

    [Fact]
    public async Task A_name_of_the_application_stays_that_begins_with_the_method()
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, app => app.MapGet("/orders/{id}", (string id) =>
        {
            Activity.Current!.DisplayName = "GET order by id";
            return id;
        }));
        using var answer = await host.GetAsync(host.Application, "orders/7");

        Assert.Equal("GET order by id", (await spans.ServerSpanAsync()).DisplayName);
    }

    [Fact]
    public async Task An_IPv6_address_is_written_without_its_brackets()
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Application, "any"));
        request.Headers.Host = "[::1]:8080";
        using var answer = await SendAsync(request);

        var span = await spans.ServerSpanAsync();
        Assert.Equal("::1", span.GetTagItem("server.address"));
        Assert.Equal(8080, span.GetTagItem("server.port"));
    }

    [Fact]
    public async Task A_span_that_nobody_reads_costs_no_attributes()
    {
        Activity? seen = null;
        await using var host = await ServiceHost.StartWebAsync(map: app => app.MapGet("/", () => (seen = Activity.Current)?.TraceId.ToString()));
        using var answer = await host.GetAsync(host.Application, string.Empty);
        await Eventually.IsTrueAsync(() => seen is { IsStopped: true }, "the span has ended");

        Assert.True(seen!.Recorded);
        Assert.Empty(seen.TagObjects);
    }

    [Fact]
    public async Task A_span_that_nobody_of_OpenTelemetry_reads_is_completed_where_the_options_say_so()
    {
        Activity? seen = null;
        await using var host = await ServiceHost.StartWebAsync(
            builder => builder.Services.Configure<TracingOptions>(o => o.AlwaysComplete = true),
            app => app.MapGet("/", () => (seen = Activity.Current)?.TraceId.ToString()));
        using var answer = await host.GetAsync(host.Application, string.Empty);
        await Eventually.IsTrueAsync(() => seen is { IsStopped: true }, "the span has ended");

        Assert.Equal("/", seen!.GetTagItem("http.route"));
    }

    private static async Task<Activity> SpanOfAsync(string path)
    {
        var spans = new SpanCollector();
        await using var host = await StartAsync(spans);
        using var answer = await host.GetAsync(host.Application, path);
        return await spans.ServerSpanAsync();
    }

    private static Task<ServiceHost> StartAsync(SpanCollector spans, Action<WebApplicationBuilder>? add = null) => ServiceHost.StartWebAsync(
        builder =>
        {
            spans.AddTo(builder);
            add?.Invoke(builder);
        },
        app =>
        {
            app.MapGet("/orders/{id}", (string id) => id);
            app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
            app.MapGet("/fails", IResult () => throw new InvalidOperationException("at once"));
            app.MapGet("/fails-later", async Task<IResult> () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("later");
            });
            app.MapGet("/fails-recorded", IResult () =>
            {
                var exception = new InvalidOperationException("known");
                Activity.Current!.AddException(exception);
                throw exception;
            });
            app.Map("/any", () => "ok");
        });

    private static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        return await client.SendAsync(request);
    }

    private static void AssertFailed(Activity span, Type exception)
    {
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(exception.FullName, span.GetTagItem("error.type"));
        var recorded = Assert.Single(span.Events);
        Assert.Equal("exception", recorded.Name);
        Assert.Equal(exception.FullName, recorded.Tags.Single(tag => tag.Key == "exception.type").Value);
    }

    private static (string Key, object? Value)[] TagsOf(Activity span) =>
        [.. span.TagObjects.Select(tag => (tag.Key, tag.Value)).OrderBy(tag => tag.Key, StringComparer.Ordinal)];
}
