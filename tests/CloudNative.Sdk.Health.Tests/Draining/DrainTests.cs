using System.Net;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Health.Tests.Draining;

public sealed class DrainTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_draining_readiness_is_503_and_the_application_serves_and_closes_connections(bool byStopApplication)
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeHealth(), app => app.MapGet("/", () => "shop"), ("CloudNative:Health:DrainDelay", "00:00:01")).StartAsync();
        var before = await host.App.GetAsync("/");

        var stop = byStopApplication ? StopApplicationAsync(host) : host.StopAsync();
        await Eventually.IsTrueAsync(() => host.Services.GetRequiredService<IServiceLifecycle>().State == ServiceState.Draining, "draining");
        var during = await host.App.GetAsync("/");
        var probes = (await CodeAsync(host, "ready"), await CodeAsync(host, "live"), await CodeAsync(host, "startup"));
        await stop;

        Assert.Equal((null, true), (before.Headers.ConnectionClose, during.Headers.ConnectionClose));
        Assert.Equal("shop", await during.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK), probes);
    }

    [Fact]
    public async Task A_request_in_flight_finishes_although_the_listener_is_closed()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeHealth(),
            app => app.MapGet("/slow", async () =>
            {
                entered.SetResult();
                await leave.Task;
                return "done";
            }),
            ("CloudNative:Health:DrainDelay", "00:00:00")).StartAsync();

        var request = host.App.GetStringAsync("/slow");
        await entered.Task;
        var stop = host.StopAsync();
        await Eventually.IsTrueAsync(() => host.Services.GetRequiredService<IServiceLifecycle>().State == ServiceState.Stopping, "stopping");
        await Eventually.IsTrueAsync(() => IsRefusedAsync(host.App.BaseAddress!), "the application's listener is closed");
        var live = await CodeAsync(host, "live");
        leave.SetResult();

        Assert.Equal(("done", HttpStatusCode.OK), (await request, live));
        await stop;
    }

    [Fact]
    public async Task The_shutdown_timeout_is_raised_by_the_drain_delay()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2)),
            ("CloudNative:Health:DrainDelay", "00:00:03"));

        Assert.Equal(TimeSpan.FromSeconds(5), host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public async Task A_shutdown_without_limit_stays_without_limit()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan));

        Assert.Equal(Timeout.InfiniteTimeSpan, host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static async Task StopApplicationAsync(TestHost host)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        await host.StopAsync();
    }

    private static async Task<HttpStatusCode> CodeAsync(TestHost host, string probe) => (await host.Ops.GetAsync($"/healthz/{probe}")).StatusCode;

    private static async Task<bool> IsRefusedAsync(Uri address)
    {
        using var client = new HttpClient();
        try
        {
            await client.GetAsync(address);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
