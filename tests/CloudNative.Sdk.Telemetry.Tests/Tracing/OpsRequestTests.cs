using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Tests.Tracing;

/// <summary>Requests to ops endpoints on the application's port, which the traces leave out.</summary>
public sealed class OpsRequestTests : IDisposable
{
    private readonly ActivitySource _source = new("Telemetry.Tests.Declared");
    private readonly SpanCollector _spans = new();

    public void Dispose()
    {
        _source.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public async Task They_are_left_out_with_the_spans_that_middleware_begins()
    {
        await using var host = await ServiceHost.StartWebAsync(_spans.AddTo, app =>
        {
            app.Use(async (HttpContext context, RequestDelegate next) =>
            {
                using var span = _source.StartActivity("middleware");
                await next(context);
            });
            app.UseRouting();
            app.MapCloudNative().WithDisplayName("ops");
            app.MapGet("/", () => "ok");
        });
        using var ops = await host.GetAsync(host.Application, "metrics");
        using var other = await host.GetAsync(host.Application, string.Empty);

        await _spans.WaitForAsync(2);
        Assert.Equal(HttpStatusCode.OK, ops.StatusCode);
        Assert.Equal(["middleware", "GET /"], _spans.Ended.Select(span => span.DisplayName));
    }

    [Fact]
    public async Task They_are_left_out_where_a_policy_refuses_them()
    {
        await using var host = await ServiceHost.StartWebAsync(
            builder =>
            {
                _spans.AddTo(builder);
                builder.Services.AddAuthentication().AddBearerToken();
                builder.Services.AddAuthorization();
            },
            app =>
            {
                app.UseAuthorization();
                app.MapCloudNative().RequireAuthorization();
                app.MapGet("/", () => "ok");
            });
        using var refused = await host.GetAsync(host.Application, "metrics");
        using var other = await host.GetAsync(host.Application, string.Empty);

        await _spans.WaitForAsync(1);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(["GET /"], _spans.Ended.Select(span => span.DisplayName));
        var requests = (await host.ScrapeAsync()).Split('\n').Where(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal));
        Assert.DoesNotContain("401", Assert.Single(requests), StringComparison.Ordinal);
    }
}
