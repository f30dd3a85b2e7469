using System.Net;
using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Startup;

public sealed class StartupTaskTests
{
    [Fact]
    public async Task Tasks_run_in_order_before_any_hosted_service_starts()
    {
        var seen = new List<string>();
        await using var host = TestHost.Web(builder =>
        {
            builder.Services.AddSingleton<IHostedService>(new Witness(seen));
            builder.Services.AddSingleton(seen).AddStartupTask<Warm>().AddStartupTask("second", (_, _) =>
            {
                seen.Add("second");
                return Task.CompletedTask;
            });
            builder.AddCloudNativeHealth();
        });

        await host.StartAsync();

        Assert.Equal(["Warm", "second", "hosted service"], seen);
        Assert.Equal(["Warm", "second"], (await host.HealthAsync()).GetProperty("startupTasks").EnumerateArray().Select(task => task.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task While_a_task_runs_the_startup_probe_is_503_and_liveness_200()
    {
        var release = new TaskCompletionSource();
        await using var host = TestHost.Web(builder => builder.AddCloudNativeHealth().Services.AddStartupTask("warm", (_, token) => release.Task.WaitAsync(token)));

        var start = host.StartAsync();
        await Eventually.IsTrueAsync(() => host.Services.GetRequiredService<IOpsServer>().Port is not null, "the ops server is up");
        var codes = (await CodeAsync(host, "startup"), await CodeAsync(host, "live"), await CodeAsync(host, "ready"));
        release.SetResult();
        await start;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), codes);
        Assert.Equal(HttpStatusCode.OK, await CodeAsync(host, "startup"));
    }

    [Fact]
    public async Task A_task_that_fails_stops_the_host_and_says_which_one_and_why()
    {
        await using var host = TestHost.Web(builder => builder.AddCloudNativeHealth().Services
            .AddStartupTask("migrate", (_, _) => throw new InvalidOperationException("table 'orders' is locked")));

        var exception = await Assert.ThrowsAsync<StartupTaskException>(host.StartAsync);

        Assert.Matches(@"^CNS8211: the start-up task 'migrate' failed after 00:00:\d\d\.\d+: table 'orders' is locked$", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
    }

    [Fact]
    public async Task A_task_that_hangs_and_ignores_its_token_stops_the_host_at_its_limit()
    {
        await using var host = TestHost.Web(builder => builder.AddCloudNativeHealth().Services
            .AddStartupTask("migrate", (_, _) => new TaskCompletionSource().Task, TimeSpan.FromMilliseconds(50)));

        var exception = await Assert.ThrowsAsync<StartupTaskException>(host.StartAsync);

        Assert.Equal(
            "CNS8212: the start-up task 'migrate' did not finish within 00:00:00.0500000. Make it faster, or raise its limit or CloudNative:Health:StartupTimeout.",
            exception.Message);
    }

    [Fact]
    public async Task A_task_that_itself_reports_a_timeout_failed()
    {
        await using var host = TestHost.Web(builder => builder.AddCloudNativeHealth().Services
            .AddStartupTask("migrate", (_, _) => throw new TimeoutException("the database did not answer")));

        var exception = await Assert.ThrowsAsync<StartupTaskException>(host.StartAsync);

        Assert.StartsWith("CNS8211: the start-up task 'migrate' failed after ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_must_be_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddStartupTask("x", (_, _) => Task.CompletedTask, TimeSpan.Zero));

    private static async Task<HttpStatusCode> CodeAsync(TestHost host, string probe) => (await host.Ops.GetAsync($"/healthz/{probe}")).StatusCode;

    private sealed class Warm(List<string> seen) : IStartupTask
    {
        public Task RunAsync(CancellationToken cancellationToken)
        {
            seen.Add(nameof(Warm));
            return Task.CompletedTask;
        }
    }

    private sealed class Witness(List<string> seen) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            seen.Add("hosted service");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
