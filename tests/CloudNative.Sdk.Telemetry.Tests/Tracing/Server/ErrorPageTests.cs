using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing.Server;

/// <summary>Pages that answer in place of the endpoint leave its span alone.</summary>
public sealed class ErrorPageTests
{
    [Theory]
    [InlineData("orders/7", "GET /orders/{id}", "/orders/{id}")]
    [InlineData("nothing", "GET", null)]
    [InlineData("error/404", "GET /error/{code}", "/error/{code}")]
    public async Task A_page_by_status_code_takes_neither_name_nor_route(string path, string name, string? route)
    {
        var span = await SpanOfAsync(path, app =>
        {
            app.UseStatusCodePagesWithReExecute("/error/{0}");
            app.UseRouting();
            app.MapGet("/error/{code}", (string code) => "sorry " + code);
            app.MapGet("/orders/{id}", (string id) => Results.NotFound());
        });

        Assert.Equal((name, route), (span.DisplayName, span.GetTagItem("http.route")));
        Assert.Equal("/" + path, span.GetTagItem("url.path"));
    }

    [Fact]
    public async Task A_page_that_no_route_matches_leaves_the_route_that_the_request_came_by()
    {
        var span = await SpanOfAsync("orders/7", app =>
        {
            app.UseStatusCodePagesWithReExecute("/error/{0}");
            app.UseRouting();
            app.MapGet("/orders/{id}", (string id) => Results.NotFound());
        });

        Assert.Equal("GET /orders/{id}", span.DisplayName);
    }

    [Fact]
    public async Task An_exception_before_routing_is_not_on_the_route_of_the_page()
    {
        var span = await SpanOfAsync("orders/7", app =>
        {
            app.UseExceptionHandler("/error");
            app.Use((HttpContext context, RequestDelegate next) => context.Request.Path == "/error" ? next(context) : throw new InvalidOperationException("early"));
            app.UseRouting();
            app.MapGet("/error", () => "sorry");
            app.MapGet("/orders/{id}", (string id) => id);
        });

        Assert.Equal("GET", span.DisplayName);
        Assert.Null(span.GetTagItem("http.route"));
        Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task An_exception_that_the_page_of_the_developer_shows_is_recorded()
    {
        var span = await SpanOfAsync("orders/7", app =>
        {
            app.UseDeveloperExceptionPage();
            app.MapGet("/orders/{id}", IResult (string id) => throw new InvalidOperationException(id));
        });

        Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
        Assert.Equal("GET /orders/{id}", span.DisplayName);
    }

    [Fact]
    public async Task A_bad_request_that_the_page_of_the_developer_shows_is_no_failure()
    {
        var span = await SpanOfAsync("orders/7", app =>
        {
            app.UseDeveloperExceptionPage();
            app.MapGet("/orders/{id}", IResult (string id) => throw new BadHttpRequestException(id));
        });

        Assert.Equal(400, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Empty(span.Events);
    }

    private static async Task<Activity> SpanOfAsync(string path, Action<WebApplication> map)
    {
        var spans = new SpanCollector();
        await using var host = await ServiceHost.StartWebAsync(spans.AddTo, map);
        using var answer = await host.GetAsync(host.Application, path);
        return await spans.ServerSpanAsync();
    }
}
