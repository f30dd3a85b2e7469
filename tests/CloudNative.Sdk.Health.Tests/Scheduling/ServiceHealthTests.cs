using CloudNative.Sdk.Core;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Scheduling;

public sealed class ServiceHealthTests
{
    private static readonly (string, string)[] Fast =
    [
        ("CloudNative:Health:BuiltInChecks", "false"), ("CloudNative:Health:CheckPeriod", "00:00:00.1"), ("CloudNative:Health:DrainDelay", "00:00:00"),
    ];

    [Fact]
    public async Task Other_features_learn_the_status_and_the_names_of_the_checks_to_blame()
    {
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeHealth().Services.AddHealthChecks()
            .AddCheck("db", () => HealthCheckResult.Unhealthy("password 'tiger' refused"))
            .AddCheck("mail", () => HealthCheckResult.Degraded("slow"))
            .AddCheck("self", () => HealthCheckResult.Unhealthy("stuck"), tags: [HealthTags.Live]), Fast);
        var health = host.Services.GetRequiredService<IServiceHealth>();

        Assert.StartsWith("starting; unhealthy: db", health.Current.Reason, StringComparison.Ordinal);
        await host.StartAsync();

        await Eventually.IsTrueAsync(() => health.Current.Reason == "unhealthy: db; degraded: mail", "the results");
        Assert.Equal(HealthStatus.Unhealthy, health.Current.Status);
        await host.StopAsync();
        Assert.StartsWith("stopping; unhealthy: db", health.Current.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_change_of_health_wakes_those_that_wait_for_it()
    {
        var result = HealthCheckResult.Healthy();
        await using var host = TestHost.Worker(builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddCheck("db", () => result), Fast);
        var health = host.Services.GetRequiredService<IServiceHealth>();
        await host.StartAsync();
        await UntilAsync(HealthStatus.Healthy);

        result = HealthCheckResult.Degraded();
        await UntilAsync(HealthStatus.Degraded);
        result = HealthCheckResult.Healthy();
        await UntilAsync(HealthStatus.Healthy);

        var stop = host.StopAsync();
        await UntilAsync(HealthStatus.Unhealthy);
        await stop;

        async Task UntilAsync(HealthStatus status)
        {
            for (var change = health.NextChange; health.Current.Status != status; change = health.NextChange)
            {
                await change.WaitAsync(TimeSpan.FromSeconds(20));
            }
        }
    }
}
