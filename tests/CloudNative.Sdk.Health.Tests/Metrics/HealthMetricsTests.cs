using System.Diagnostics.Metrics;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Metrics;

public sealed class HealthMetricsTests
{
    [Fact]
    public async Task Status_age_duration_timeouts_startup_and_lifecycle_are_measured()
    {
        await using var host = TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services
                .AddStartupTask("warm", (_, _) => Task.CompletedTask)
                .AddHealthChecks()
                .AddCheck("fine", () => HealthCheckResult.Healthy())
                .AddCheck("slow", () => HealthCheckResult.Degraded())
                .AddAsyncCheck("hung", () => new TaskCompletionSource<HealthCheckResult>().Task, timeout: TimeSpan.FromMilliseconds(20)),
            ("CloudNative:Health:BuiltInChecks", "false"));
        using var measured = new Measurements(host.Services.GetRequiredService<IMeterFactory>());
        await host.StartAsync();
        await host.UntilAsync("fine", HealthStatus.Healthy);
        await host.UntilAsync("slow", HealthStatus.Degraded);
        await host.UntilAsync("hung", HealthStatus.Unhealthy);

        var seen = measured.Collect();

        Assert.Equal(
            (1d, 0.5, 0d),
            (seen["cloudnative.health.check.status fine"], seen["cloudnative.health.check.status slow"], seen["cloudnative.health.check.status hung"]));
        Assert.Equal(
            (1d, 0d, 1d),
            (seen["cloudnative.health.probe.status live"], seen["cloudnative.health.probe.status ready"], seen["cloudnative.health.probe.status startup"]));
        Assert.Equal((1d, 0d), (seen["cloudnative.lifecycle.state running"], seen["cloudnative.lifecycle.state draining"]));
        Assert.Equal(1, seen["cloudnative.health.check.timeouts hung"]);
        Assert.InRange(seen["cloudnative.health.check.duration fine,healthy"], 0, 1);
        Assert.InRange(seen["cloudnative.health.check.age fine"], 0, 20);
        Assert.InRange(seen["cloudnative.startup.task.duration warm"], 0, 20);
    }
}
