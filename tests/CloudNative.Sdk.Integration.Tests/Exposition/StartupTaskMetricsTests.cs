using System.Diagnostics.Metrics;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Integration.Tests.Exposition;

public sealed class StartupTaskMetricsTests
{
    [Fact]
    public async Task What_a_start_up_task_counts_is_not_lost()
    {
        await using var host = await TestHost.Web(
            builder => builder.AddCloudNativeHealth().AddCloudNativeTelemetry().Services.AddStartupTask("warm", (services, _) =>
            {
                services.GetRequiredService<IMeterFactory>().Create("StartupTaskMetricsTests").CreateCounter<int>("first_moments").Add(1);
                return Task.CompletedTask;
            }),
            null,
            ("CloudNative:Telemetry:Meters:0", "StartupTaskMetricsTests")).StartAsync();

        Assert.Contains("\nfirst_moments_total 1\n", await host.Ops.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }
}
