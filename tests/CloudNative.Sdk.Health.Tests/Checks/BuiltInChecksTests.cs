using System.Net;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Checks;

public sealed class BuiltInChecksTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cgroup");

    [Fact]
    public async Task Memory_thread_pool_and_disk_are_there_without_asking()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeHealth()).StartAsync();

        Assert.Equal(["memory", "threadpool", "disk"], (await host.HealthAsync()).GetProperty("checks").EnumerateObject().Select(check => check.Name));
    }

    [Fact]
    public async Task A_check_of_the_application_takes_the_place_of_a_built_in_one_of_that_name()
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddCheck("Disk", () => HealthCheckResult.Healthy("mine"))).StartAsync();
        await host.UntilAsync("Disk", HealthStatus.Healthy);

        Assert.Equal("mine", (await host.CheckAsync("Disk")).Description);
    }

    [Theory]
    [InlineData(89, "Healthy", "89 MiB of 100 MiB in use")]
    [InlineData(90, "Degraded", "90 MiB of 100 MiB in use, at or over 90 %")]
    public async Task Memory_near_the_limit_degrades_and_does_not_take_the_service_out(int used, string status, string description)
    {
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/memory.max", $"{100 << 20}");
        Write("sys/fs/cgroup/memory.current", $"{used << 20}");
        await using var host = await TestHost.Worker(builder =>
        {
            builder.Services.AddSingleton(new Health.Checks.CgroupMemory(_root.FullName));
            builder.AddCloudNativeHealth();
        }).StartAsync();
        await host.UntilAsync("memory", Enum.Parse<HealthStatus>(status));

        Assert.Equal((status, description), await host.CheckAsync("memory"));
        await host.UntilAsync("threadpool", HealthStatus.Healthy);
        await host.UntilAsync("disk", HealthStatus.Healthy);
        Assert.Equal(HttpStatusCode.OK, (await host.Ops.GetAsync("/healthz/ready")).StatusCode);
    }

    [Fact]
    public async Task A_disk_with_less_than_the_asked_space_degrades()
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeHealth(), ("CloudNative:Health:FreeDiskBytes", "1125899906842624")).StartAsync();

        await host.UntilAsync("disk", HealthStatus.Degraded);

        Assert.EndsWith(", less than 1073741824 MiB", (await host.CheckAsync("disk")).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_work_item_that_waits_too_long_degrades()
    {
        var check = new Health.Checks.ThreadPoolCheck(new SlowClock(TimeSpan.FromMilliseconds(500)), TimeSpan.FromMilliseconds(500));
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("threadpool", check, HealthStatus.Degraded, null) };

        var result = await check.CheckHealthAsync(context);

        Assert.Equal((HealthStatus.Degraded, "a work item waited 500.0 ms, at or over 500 ms"), (result.Status, result.Description));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>A clock that moves on by a step at each look.</summary>
    private sealed class SlowClock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
    }
}
