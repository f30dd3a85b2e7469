using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Scheduling;

public sealed class FrameworkReadersTests
{
    [Fact]
    public async Task A_publisher_gets_what_the_scheduler_knows_and_runs_nothing()
    {
        var runs = 0;
        var publisher = new Publisher();
        await using var host = await TestHost.Web(builder =>
        {
            builder.AddCloudNativeHealth().Services.AddSingleton<IHealthCheckPublisher>(publisher);
            builder.Services.Configure<HealthCheckPublisherOptions>(options => options.Delay = TimeSpan.Zero);
            builder.Services.AddHealthChecks().AddCheck("db", () => HealthCheckResult.Degraded($"run {Interlocked.Increment(ref runs)}"));
        }).StartAsync();

        var report = await publisher.Report.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((HealthStatus.Degraded, "run 1"), (report.Entries["db"].Status, report.Entries["db"].Description));
        Assert.Equal(1, Volatile.Read(ref runs));
    }

    [Fact]
    public async Task MapHealthChecks_reads_memory_and_waits_for_a_first_result()
    {
        var runs = 0;
        var gate = new TaskCompletionSource();
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddAsyncCheck("db", async token =>
            {
                Interlocked.Increment(ref runs);
                await gate.Task.WaitAsync(token);
                return HealthCheckResult.Healthy();
            }),
            app => app.MapHealthChecks("/mine")).StartAsync();

        var first = host.App.GetStringAsync("/mine");
        gate.SetResult();

        Assert.Equal("Healthy", await first);
        Assert.Equal("Healthy", await host.App.GetStringAsync("/mine"));
        Assert.Equal(1, Volatile.Read(ref runs));
    }

    [Fact]
    public async Task Health_checks_added_before_the_feature_are_read_from_memory_too()
    {
        var runs = 0;
        await using var host = await TestHost.Web(
            builder =>
            {
                builder.Services.AddHealthChecks().AddCheck("db", () => HealthCheckResult.Healthy($"run {Interlocked.Increment(ref runs)}"));
                builder.AddCloudNativeHealth();
            },
            app => app.MapHealthChecks("/mine")).StartAsync();

        await host.App.GetStringAsync("/mine");
        await host.App.GetStringAsync("/mine");

        Assert.Equal(1, Volatile.Read(ref runs));
    }

    private sealed class Publisher : IHealthCheckPublisher
    {
        public TaskCompletionSource<HealthReport> Report { get; } = new();

        public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
        {
            Report.TrySetResult(report);
            return Task.CompletedTask;
        }
    }
}
