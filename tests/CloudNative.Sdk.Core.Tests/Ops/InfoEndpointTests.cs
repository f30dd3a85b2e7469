using System.Text.Json;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops;

public sealed class InfoEndpointTests
{
    [Fact]
    public async Task Info_names_service_build_instance_and_state()
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore(),
            ("OTEL_SERVICE_NAME", "orders"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.4.2,service.instance.id=orders-7,cloud.availability_zone=fra1-a"),
            ("GITHUB_REF_NAME", "main"),
            ("GITHUB_RUN_ID", "4711")).StartAsync();

        using var info = JsonDocument.Parse(await host.Ops.GetStringAsync("/info"));

        string? Text(string key) => info.RootElement.GetProperty(key).GetString();
        Assert.Equal(
            ("orders", "1.4.2", "main", "4711", "orders-7", "Production", "fra1-a", "Running"),
            (Text("service"), Text("version"), Text("branch"), Text("buildId"), Text("instance"), Text("environment"), Text("zone"), Text("state")));
        Assert.StartsWith(".NET 10", Text("runtime"), StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+", Text("sdk"));
        Assert.True(info.RootElement.GetProperty("uptimeSeconds").GetDouble() >= 0);
    }
}
