using System.Globalization;
using CloudNative.Sdk.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

public sealed class RuntimeMetricsTests
{
    [Fact]
    public async Task The_build_is_told_by_tags_and_its_times_by_values()
    {
        var identity = new ServiceIdentity
        {
            Name = "orders",
            Version = "1.4.2",
            Commit = "4f1c2ab",
            Branch = "main",
            BuildId = "77",
            BuildTime = DateTimeOffset.FromUnixTimeSeconds(1_795_163_400),
            CommitTime = DateTimeOffset.FromUnixTimeSeconds(1_795_160_000),
            InstanceId = "1",
            Environment = "Production",
        };
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.Services.AddSingleton(identity));
        var page = await host.ScrapeAsync();

        Assert.Contains("\ncloudnative_build_info{branch=\"main\",build_id=\"77\",commit=\"4f1c2ab\",version=\"1.4.2\"} 1\n", page, StringComparison.Ordinal);
        Assert.Equal(1_795_163_400, Value(page, "cloudnative_build_timestamp_seconds"));
        Assert.Equal(1_795_160_000, Value(page, "cloudnative_build_commit_timestamp_seconds"));
    }

    [Fact]
    public async Task What_is_not_known_of_the_build_is_left_out()
    {
        var identity = new ServiceIdentity { Name = "orders", Version = "1.4.2", InstanceId = "1", Environment = "Production" };
        await using var host = await ServiceHost.StartWorkerAsync(builder => builder.Services.AddSingleton(identity));
        var page = await host.ScrapeAsync();

        Assert.Contains("\ncloudnative_build_info{version=\"1.4.2\"} 1\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("timestamp_seconds", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_has_the_names_that_prometheus_knows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        await using var host = await ServiceHost.StartWorkerAsync();
        var page = await host.ScrapeAsync();

        Assert.All(
            [
                "process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_start_time_seconds", "process_threads",
                "process_open_fds", "process_max_fds",
            ],
            name => Assert.True(Value(page, name) > 0, name));
    }

    private static double Value(string page, string name) => double.Parse(
        page.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
}
